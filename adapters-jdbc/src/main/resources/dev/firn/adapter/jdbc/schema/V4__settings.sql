-- What is set for a vault, which goes with its row; null if that is nothing.
ALTER TABLE firn_vault ADD COLUMN settings ${document};

-- An account for which nothing is set has no row.
CREATE TABLE firn_account_settings (
  account  varchar(12) ${bytewise} NOT NULL,
  settings ${document} NOT NULL,
  PRIMARY KEY (account)
);
