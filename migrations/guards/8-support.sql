-- Support: terms of measures, rights and the steps of claims are added and never rewritten; a
-- payment can be voided once and is otherwise as it was entered; certificates keep their numbers.
CREATE OR REPLACE FUNCTION support_payment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.voided_at IS NOT NULL
      OR (NEW.id, NEW.claim_id, NEW.paid_on, NEW.voucher, NEW.amount, NEW.source, NEW.entered_by,
          NEW.entered_at) IS DISTINCT FROM (OLD.id, OLD.claim_id, OLD.paid_on, OLD.voucher,
          OLD.amount, OLD.source, OLD.entered_by, OLD.entered_at) THEN
    RAISE EXCEPTION 'a payment is voided, never rewritten' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CALL pg_temp.append_only('support_measure_versions', 'support_entitlements', 'support_claim_events');
REVOKE DELETE, TRUNCATE ON support_claims, support_payments, support_measures FROM ocop_app;
CALL pg_temp.guard('support_payments', 'support_payment_guard', 'UPDATE OR DELETE');
