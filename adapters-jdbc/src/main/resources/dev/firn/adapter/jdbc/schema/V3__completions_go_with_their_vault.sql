-- What uploads were completed as is forgotten with their vault.
DELETE FROM firn_completion WHERE NOT EXISTS (
  SELECT 1 FROM firn_vault
  WHERE firn_vault.account = firn_completion.account AND firn_vault.name = firn_completion.vault
);
ALTER TABLE firn_completion ADD CONSTRAINT firn_completion_of_vault
  FOREIGN KEY (account, vault) REFERENCES firn_vault (account, name) ON DELETE CASCADE;
