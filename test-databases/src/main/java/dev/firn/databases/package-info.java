/**
 * Real database servers for tests: {@link dev.firn.databases.DatabaseServer#postgreSql} and {@link
 * dev.firn.databases.DatabaseServer#mariaDb}, each started once in a process and ended with it,
 * also when that is killed; their binaries come by Maven. MariaDB's are there in the profile {@code
 * mariadb} only.
 */
package dev.firn.databases;
