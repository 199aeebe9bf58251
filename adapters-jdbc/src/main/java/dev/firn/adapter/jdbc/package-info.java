/**
 * Storage in a relational database, which many nodes may share: PostgreSQL, MariaDB, or H2. URL:
 * {@code jdbc:...}, passed on whole to the engine's driver, which has to be on the class path:
 * {@code jdbc:postgresql://localhost/firn}, {@code jdbc:mariadb://localhost/firn}, {@code
 * jdbc:h2:/var/lib/firn/db}, {@code jdbc:h2:mem:firn}. Begin with that URL, or with {@link
 * dev.firn.adapter.jdbc.JdbcStorage#over} a data source. Firn's tables begin with {@code firn_}:
 * vaults, multipart uploads and archives, whose foreign keys guard a vault that is not empty,
 * parts, completions, contents, and chunks of 1 MiB, a row each; {@code firn_schema_history} tells
 * their version, so that the database may hold other people's tables too. What is one step for a
 * port is one statement that commits by itself, or one transaction within one vault.
 *
 * <p>Keys are compared by their bytes, whatever the database's default is; on H2, leave {@code
 * COLLATION} and {@code IGNORECASE} as they are. Connections are in READ COMMITTED. Durable as far
 * as the database is: what its own settings promise for a committed statement is what Firn
 * promises.
 *
 * <p>Nodes that share a database tell the time each by its own clock. Keep their clocks less than
 * an hour apart: a node that is ahead by more takes the parts that others are receiving when it
 * sweeps for left behind, and their clients have to send these again; and it ends idle uploads, and
 * forgets completions, earlier by as much. They may be started at the same moment on a new
 * database: one creates the tables, and the others wait.
 *
 * <p>On PostgreSQL and MariaDB nobody waits for a lock for more than 10 s, and a transaction of a
 * node that hangs ends after 60 s, by settings of each connection of {@link
 * dev.firn.adapter.jdbc.JdbcStorage#open}; an embedder's own data source has its own. MariaDB's
 * tables are InnoDB's; its {@code max_allowed_packet} must be 4 MiB or more.
 *
 * <p>H2 delays its writes unless told otherwise, so Firn sets {@code WRITE_DELAY 0} for the
 * database, for which it needs administrator's rights, unless the URL sets {@code WRITE_DELAY}
 * itself: then an acknowledged change survives {@code kill -9}, but not a power loss, as H2 does
 * not force its file to the disk. An H2 file is open in one process at a time; {@code
 * jdbc:h2:async:/var/lib/firn/db} is the form of its URL for a program that interrupts its threads,
 * as otherwise H2 closes the database each time, as it does when its disk is full: the next call
 * opens it again, unless it is a caller's data source that it came from. It gives space back when
 * it is closed, and while it is open only as far as later changes use it again. H2 in memory is
 * gone when the storage is closed.
 */
package dev.firn.adapter.jdbc;
