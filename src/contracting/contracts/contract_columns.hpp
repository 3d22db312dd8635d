// How the structs of contracts stand in rows: every column named once, walked alike by inserts, updates and reads. Used by stores alone.
#pragma once

#include "contracting/column_walk.hpp"
#include "contracting/contracts/contract.hpp"

namespace switchyard::contracting {

// `id` and `partner_id` come first: the key of updates.
template <class Visit, class Row>
void visit_contract(Visit& visit, Row& contract) {
  visit("id", contract.id);
  visit("partner_id", contract.partner);
  visit("application_id", contract.application);
  visit("number", contract.number);
  visit.word("deal_type", contract.deal_type, parse_deal_type);
  visit.word("amendment", contract.amendment, parse_amendment_kind);
  visit.word("channel", contract.channel, parse_channel);
  visit.word("state", contract.state, parse_contract_state);
  visit("state_since_at_ms", contract.state_since);
  visit("version", contract.version);
  visit("document_version", contract.document_version);
  visit("sequence", contract.sequence);
  visit("customer_id", contract.customer);
  visit("customer_name", contract.customer_name);
  visit("supplier", contract.supplier);
  visit("supplier_name", contract.supplier_name);
  visit.word("commodity", contract.commodity, parse_commodity);
  visit("product", contract.product);
  visit("language", contract.language);
  visit("owner_agent", contract.owner_agent);
  visit("sub_agency", contract.sub_agency);
  visit("origin_partner", contract.origin_partner);
  visit("broker_of_record", contract.broker_of_record);
  visit.reference("your_reference", contract.your_reference);
  visit("commission_plan", contract.commission.plan);
  visit("commission_rate_micros", contract.commission.rate_micros);
  visit("commission_agent_code", contract.commission.agent_code);
  visit("commission_frozen_at_ms", contract.commission.frozen_at);
  visit("former_contract_id", contract.former);
  visit("successor_contract_id", contract.successor);
  visit("amends_at_days", contract.amends_at);
  visit("was_imported", contract.was_imported);
  visit("reason", contract.reason);
  visit("created_at_ms", contract.created_at);
  visit("changed_at_ms", contract.changed_at);
  visit("signed_at_ms", contract.signed_at);
  visit("submitted_at_ms", contract.submitted_at);
  visit("valid_until_at_ms", contract.instants.valid_until);
  visit("sign_by_at_ms", contract.instants.sign_by);
  visit("submit_by_at_ms", contract.instants.submit_by);
  visit("locked_at_ms", contract.instants.locked_at);
  visit("start_days", contract.start);
  visit("end_days", contract.end);
  visit("account_count", contract.progress.accounts);
  visit("accepted_count", contract.progress.accepted);
  visit("rejected_count", contract.progress.rejected);
  visit("active_count", contract.progress.active);
  visit("dropped_count", contract.progress.dropped);
  visit("cancelled_count", contract.progress.cancelled);
  visit.word("price_unit", contract.price_unit, parse_energy_unit);
  visit("annual_usage_milli", contract.annual_usage_milli);
  visit("annual_cost_cents", contract.annual_cost_cents);
}

// `contract_id` and `position` come first: the key of updates.
template <class Visit, class Row>
void visit_account(Visit& visit, Row& account) {
  visit("contract_id", account.contract);
  visit("position", account.position);
  visit("id", account.id);
  visit("service_account_id", account.service_account);
  visit.word("state", account.state, parse_account_state);
  visit("state_since_at_ms", account.state_since);
  visit("reason_code", account.reason_code);
  visit("reason", account.reason);
  visit.word("reject_class", account.reject_class, parse_reject_class);
  visit("attempts", account.attempts);
  visit("quote_id", account.quote);
  visit("quote_line_id", account.quote_line);
  visit("source_id", account.source_id);
  visit("utility_code", account.utility_code);
  visit("state_code", account.state_code);
  visit("rate_class", account.rate_class);
  visit("zone", account.zone);
  visit("product", account.product);
  visit("annual_usage_milli", account.annual_usage_milli);
  visit.word("price_unit", account.price_unit, parse_energy_unit);
  visit("price_decimals", account.price_decimals);
  visit("term_months", account.term_months);
  visit("base_micros", account.base_micros);
  visit("margin_micros", account.margin_micros);
  visit("gross_up_micros", account.gross_up_micros);
  visit("price_micros", account.price_micros);
  visit("annual_cost_cents", account.annual_cost_cents);
  visit("start_month_index", account.start_month);
  visit("requested_start_days", account.requested_start);
  visit("start_read_days", account.start_read);
  visit("end_read_days", account.end_read);
  visit("start_is_estimate", account.start_is_estimate);
  visit("valid_until_at_ms", account.instants.valid_until);
  visit("sign_by_at_ms", account.instants.sign_by);
  visit("submit_by_at_ms", account.instants.submit_by);
  visit("locked_at_ms", account.instants.locked_at);
  visit("rescission_rule", account.rescission.rule);
  visit("rescission_opens_at_ms", account.rescission.opens_at);
  visit("rescission_ends_at_ms", account.rescission.ends_at);
  visit("rescission_via_utility", account.rescission.via_utility);
  visit("rescission_holds_submission", account.rescission.holds_submission);
}

template <class Visit, class Row>
void visit_rate(Visit& visit, Row& rate) {
  visit("account_id", rate.account);
  visit("document_version", rate.document_version);
  visit("from_month", rate.from_month);
  visit("months", rate.months);
  visit("kind", rate.kind);
  visit("base_micros", rate.base_micros);
  visit("margin_micros", rate.margin_micros);
  visit("gross_up_micros", rate.gross_up_micros);
  visit("price_micros", rate.price_micros);
  visit("closed_at_days", rate.closed_at);
  visit("replaced_by_version", rate.replaced_by_version);
}

template <class Visit, class Row>
void visit_history(Visit& visit, Row& entry) {
  visit("contract_id", entry.contract);
  visit("sequence", entry.sequence);
  visit("account_id", entry.account);
  visit("event", entry.event);
  visit("previous_status", entry.previous_status);
  visit("status", entry.status);
  visit("actor", entry.actor);
  visit("at_ms", entry.at);
  visit("reason_code", entry.reason_code);
  visit("reason", entry.reason);
  visit("source_message", entry.source_message);
}

template <class Visit, class Row>
void visit_check(Visit& visit, Row& check) {
  visit("contract_id", check.contract);
  visit("id", check.id);
  visit("account_id", check.account);
  visit("type", check.type);
  visit("severity", check.severity);
  visit("code", check.code);
  visit("required_by", check.required_by);
  visit("path", check.path);
  visit.word("status", check.status, parse_check_status);
  visit("message", check.message);
  visit("approver", check.approver);
  visit("reason", check.reason);
  visit("at_ms", check.at);
  visit("is_for_operators", check.is_for_operators);
}

template <class Visit, class Row>
void visit_acceptance(Visit& visit, Row& acceptance) {
  visit("id", acceptance.id);
  visit("contract_id", acceptance.contract);
  visit("document_version", acceptance.document_version);
  visit.word("method", acceptance.method, parse_acceptance_method);
  visit("accepted_at_ms", acceptance.accepted_at);
  visit("recorded_at_ms", acceptance.recorded_at);
  visit("accepted_by", acceptance.accepted_by);
  visit("accepted_title", acceptance.accepted_title);
  visit("reference", acceptance.reference);
  visit("evidence_file_id", acceptance.evidence);
  visit("recorded_by", acceptance.recorded_by);
}

}  // namespace switchyard::contracting
