-- Raised by whatever changes the jobs of a vault, so that it takes the vault's row first, as what
-- changes its archives does; and is a change of that row for nodes that do not share its lock, too.
ALTER TABLE firn_vault ADD COLUMN job_changes bigint DEFAULT 0 NOT NULL;

-- A job in progress has due_ms, one that is over expires_ms. The archive that it retrieves, if it
-- retrieves one, is held by it; the owner is whose parts those of the archive are, or the job
-- itself, for its output.
CREATE TABLE firn_job (
  account    varchar(12)  ${bytewise} NOT NULL,
  vault      varchar(255) ${bytewise} NOT NULL,
  job_id     varchar(92)  ${bytewise} NOT NULL,
  status     varchar(16)  ${bytewise} NOT NULL,
  due_ms     bigint,
  expires_ms bigint,
  archive_id varchar(138) ${bytewise} NOT NULL,
  owner      varchar(138) ${bytewise} NOT NULL,
  document   ${document} NOT NULL,
  PRIMARY KEY (account, vault, job_id),
  FOREIGN KEY (account, vault) REFERENCES firn_vault (account, name) ON DELETE CASCADE
);
CREATE INDEX firn_job_status ON firn_job (account, vault, status, job_id);
CREATE INDEX firn_job_archive ON firn_job (account, vault, archive_id);
CREATE INDEX firn_job_due ON firn_job (due_ms);
CREATE INDEX firn_job_expiry ON firn_job (expires_ms);

-- A notice outlives its job and its vault, which it names so that it is where those were.
CREATE TABLE firn_notice (
  notice_id varchar(32)  ${bytewise} NOT NULL,
  account   varchar(12)  ${bytewise} NOT NULL,
  vault     varchar(255) ${bytewise} NOT NULL,
  due_ms    bigint NOT NULL,
  document  ${document} NOT NULL,
  PRIMARY KEY (notice_id)
);
CREATE INDEX firn_notice_due ON firn_notice (due_ms, notice_id);
