-- Dossiers: what was filed, every step, the custody of samples and the numbers given out are
-- append-only for everybody; a draft becomes a snapshot that nobody rewrites.
CALL pg_temp.append_only(
  'dossier_filings', 'dossier_filed_papers', 'dossier_events', 'dossier_samples', 'dossier_numbers',
  'dossier_issued_papers');
