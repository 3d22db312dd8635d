-- Enrollment finds accounts by state and start, and by their number whoever's they are.

CREATE INDEX contract_accounts_by_state ON contract_accounts (state, start_read_days);
CREATE INDEX service_accounts_by_number_alone ON service_accounts (account_number);
