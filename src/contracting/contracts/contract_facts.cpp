#include "contracting/contracts/contract_facts.hpp"

#include <algorithm>
#include <map>

#include "contracting/authorizations/authorization.hpp"
#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "contracting/service_accounts/service_account_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::string_view kOfferPrefix = "pof_";

rules::AddressFacts address_facts(const UsAddress& address) {
  return {.line1 = address.line1, .line2 = address.line2, .city = address.city, .state = address.state, .zip = address.zip};
}

rules::TaxIdForm tax_id_form(const Customer& customer) {
  if (!customer.tax_id) return rules::TaxIdForm::absent;
  return customer.tax_id->kind == TaxIdKind::ein ? rules::TaxIdForm::ein : rules::TaxIdForm::ssn;
}

rules::CustomerFacts customer_facts(const Customer& customer) {
  const CustomerDetails& details = customer.details;
  rules::CustomerFacts facts{.legal_name = details.legal_name,
                             .dba = details.dba,
                             .entity_type = std::string(text_of(details.entity_type)),
                             .tax_id = tax_id_form(customer),
                             .tax_exemption = std::string(text_of(details.tax_exemption)),
                             .sic = details.sic,
                             .naics = details.naics,
                             .duns = details.duns};
  if (details.billing_address) facts.billing_address = address_facts(*details.billing_address);
  if (!details.billing_address && details.legal_address) facts.billing_address = address_facts(*details.legal_address);
  for (const Contact& contact : details.contacts) {
    rules::ContactFacts& made = facts.contacts.emplace_back();
    made.role = text_of(contact.role);
    made.first_name = contact.first_name;
    made.last_name = contact.last_name;
    made.title = contact.title;
    made.email = contact.email;
    made.phone = contact.phone.empty() ? contact.mobile : contact.phone;
    made.language = text_of(details.language);
    if (!contact.authority.empty()) made.is_authorized = true;
  }
  return facts;
}

std::string_view document_kind(FilePurpose purpose) {
  switch (purpose) {
    case FilePurpose::bill: return "bill_copy";
    case FilePurpose::loa: return "loa";
    case FilePurpose::certificate: return "tax_exemption_certificate";
    case FilePurpose::tpv: return "tpv_recording";
    case FilePurpose::contract:
    case FilePurpose::signed_contract: return "signed_contract";
    case FilePurpose::signing_certificate: return "signing_certificate";
    case FilePurpose::other: return "other";
  }
  return "other";
}

rules::DocumentFacts document_facts(const UploadedFile& file) {
  return {.kind = std::string(document_kind(file.purpose)),
          .dated = day_of(file.uploaded_at),
          .pages = static_cast<std::int32_t>(std::min<std::int64_t>(file.page_count.value_or(1), kFilePagesMax))};
}

// "NOPEC (aggregation)": a partner says so beside the supplier's name. Silence says nothing.
bool is_aggregation(std::string supplier) {
  std::ranges::transform(supplier, supplier.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
  return supplier.find("aggregation") != std::string::npos;
}

rules::AccountFacts account_facts(const ContractAccount& account, const ServiceAccount& service) {
  const ServiceAccountDetails& details = service.details;
  rules::AccountFacts facts{.utility = details.utility_code, .state = account.state_code};
  facts.account_number = service.account_number;
  facts.name_key = details.name_key;
  facts.billing_account = details.billing_account_number;
  facts.reference_number = details.service_reference;
  facts.meter_numbers = details.meter_numbers;
  facts.service_address = address_facts(details.service_address);
  if (details.billing_address) facts.billing_address = address_facts(*details.billing_address);
  facts.zone = account.zone;
  facts.rate_class = account.rate_class;
  facts.annual_usage = Energy::from_milli(account.annual_usage_milli, base_of(account.price_unit));
  facts.tax_status = text_of(details.tax_status);
  facts.current_supplier = details.incumbent_supplier;
  if (is_aggregation(details.incumbent_supplier)) facts.in_aggregation = true;
  facts.incumbent_end = details.incumbent_contract_end;
  facts.read_cycle = details.read_cycle;
  facts.read_dates = details.next_reads;
  facts.start_month = account.start_month;
  facts.requested_start = account.requested_start;
  facts.term = Months{static_cast<std::int32_t>(account.term_months)};
  return facts;
}

void set_entitlements(const ContractDesk& desk, const Contract& contract, rules::ContractFacts& facts) {
  const auto book = desk.quotes.book ? desk.quotes.book() : nullptr;
  if (!book || !book->rules().terms) return;
  for (rules::AccountFacts& account : facts.accounts) {
    const pricing::SellingTerms terms = book->rules().terms->of(
        {.partner = contract.partner, .supplier = contract.supplier, .commodity = contract.commodity, .state = account.state, .utility = account.utility},
        desk.quotes.clock.now());
    account.is_entitled = terms.is_entitled;
    account.entitlement_licence = terms.license;
  }
}

// Papers of the customer and of the contract count for the whole; those of a service account for that account.
void set_documents(SqlReader& reader, const Contract& contract, const ContractParties& parties, rules::ContractFacts& facts) {
  std::map<std::string, std::size_t> positions;
  std::vector<std::string> subjects = {contract.id.text()};
  for (std::size_t i = 0; i < parties.services.size(); ++i) {
    subjects.push_back(parties.services[i].id.text());
    positions.emplace(subjects.back(), i);
  }
  std::vector<UploadedFile> files = read_files_of_customers(reader, contract.partner, std::span(&contract.customer, 1));
  std::vector<FileId> seen;
  for (const UploadedFile& file : read_files_of_subjects(reader, contract.partner, subjects)) {
    const auto position = positions.find(file.subject);
    auto& documents = position == positions.end() ? facts.documents : facts.accounts[position->second].documents;
    documents.push_back(document_facts(file));
    seen.push_back(file.id);
  }
  for (const UploadedFile& file : files) {
    if (std::ranges::find(seen, file.id) == seen.end()) facts.documents.push_back(document_facts(file));
  }
}

// What is renewed ends where the old contract does.
void set_incumbents(SqlReader& reader, const Contract& contract, rules::ContractFacts& facts) {
  if (!contract.former || contract.deal_type == DealType::amendment) return;
  for (const ContractAccount& old : accounts_of_contracts(reader, contract.partner, std::span(&*contract.former, 1))) {
    for (std::size_t i = 0; i < contract.accounts.size(); ++i) {
      if (contract.accounts[i].service_account == old.service_account && old.end_read) facts.accounts[i].incumbent_end = old.end_read;
    }
  }
}

// A letter that covers all accounts counts for the whole contract, another for the accounts that it names.
void set_authorizations(SqlReader& reader, const ContractDesk& desk, const Contract& contract, rules::ContractFacts& facts) {
  const Instant now = desk.quotes.clock.now();
  for (const Authorization& letter : read_authorizations_of_customers(reader, contract.partner, std::span(&contract.customer, 1))) {
    if (letter.state_at(now) != AuthorizationState::valid) continue;
    rules::DocumentFacts paper;
    paper.kind = "loa";
    paper.dated = day_of(letter.said.signed_at);
    if (letter.said.expires_at) paper.expires = day_of(*letter.said.expires_at);
    if (letter.said.accounts.empty()) facts.documents.push_back(paper);
    for (std::size_t i = 0; i < contract.accounts.size(); ++i) {
      if (std::ranges::find(letter.said.accounts, contract.accounts[i].service_account) != letter.said.accounts.end()) facts.accounts[i].documents.push_back(paper);
    }
  }
}

}  // namespace

ContractParties parties_of(SqlReader& reader, const Contract& contract) {
  auto customer = find_customer(reader, contract.partner, contract.customer);
  ENSURE(customer.has_value());
  ContractParties parties{.customer = std::move(*customer)};
  std::vector<ServiceAccountId> ids;
  for (const ContractAccount& account : contract.accounts) ids.push_back(account.service_account);
  std::map<ServiceAccountId, ServiceAccount> found;
  for (ServiceAccount& service : read_service_accounts(reader, contract.partner, ids)) found.emplace(service.id, std::move(service));
  for (const ServiceAccountId& id : ids) {
    const auto service = found.find(id);
    ENSURE(service != found.end());
    parties.services.push_back(service->second);
  }
  return parties;
}

rules::ContractFacts contract_facts(SqlReader& reader, const ContractDesk& desk, const Contract& contract, const ContractParties& parties) {
  rules::ContractFacts facts;
  facts.supplier = contract.supplier;
  facts.commodity = contract.commodity;
  facts.deal_type = rules::parse_deal_type(text_of(contract.deal_type)).value();
  facts.product = "fixed";  // Quotes freeze one fixed price alone.
  facts.channel = text_of(contract.channel);
  facts.language = contract.language;
  if (contract.signed_at) facts.sign_date = day_of(*contract.signed_at);
  facts.customer = customer_facts(parties.customer);
  for (std::size_t i = 0; i < contract.accounts.size(); ++i) {
    facts.accounts.push_back(account_facts(contract.accounts[i], parties.services[i]));
    if (contract.accounts[i].source_id.starts_with(kOfferPrefix)) facts.price_kind = "custom_executable";
  }
  if (!facts.accounts.empty()) facts.term = facts.accounts.front().term;
  set_incumbents(reader, contract, facts);
  set_entitlements(desk, contract, facts);
  set_documents(reader, contract, parties, facts);
  set_authorizations(reader, desk, contract, facts);
  return facts;
}

}  // namespace switchyard::contracting
