-- Text that is compared by its bytes in every engine, so that the order of a listing is the order of
-- its ids wherever it is stored.

CREATE TABLE firn_vault (
  account    varchar(12)  ${bytewise} NOT NULL,
  name       varchar(255) ${bytewise} NOT NULL,
  created_ms bigint NOT NULL,
  PRIMARY KEY (account, name)
);

-- The foreign key keeps a vault from being deleted while an upload is in it or being added to it; on
-- H2, whose foreign keys do not wait, the statement that adds locks the vault besides.
CREATE TABLE firn_multipart_upload (
  account     varchar(12)   ${bytewise} NOT NULL,
  vault       varchar(255)  ${bytewise} NOT NULL,
  upload_id   varchar(92)   ${bytewise} NOT NULL,
  description varchar(1024) ${bytewise} NOT NULL,
  part_size   bigint NOT NULL,
  created_ms  bigint NOT NULL,
  PRIMARY KEY (account, vault, upload_id),
  FOREIGN KEY (account, vault) REFERENCES firn_vault (account, name)
);
