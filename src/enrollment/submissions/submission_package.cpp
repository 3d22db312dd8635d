#include "enrollment/submissions/submission_package.hpp"

#include <set>

#include <boost/json.hpp>

#include "contracting/contracts/contract_facts.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "contracting/paperwork/paperwork.hpp"
#include "values/ensure.hpp"

namespace switchyard::enrollment {
namespace {

namespace json = boost::json;

PackageLine line_of(const contracting::ContractAccount& account, const contracting::ServiceAccount& service, bool is_retry) {
  return {.account = account.id,
          .service_account = service.id,
          .account_number = service.account_number,
          .utility_code = account.utility_code,
          .state_code = account.state_code,
          .service_reference = service.details.service_reference,
          .name_key = service.details.name_key,
          .rate_class = account.rate_class,
          .zone = account.zone,
          .product = account.product,
          .annual_usage_milli = account.annual_usage_milli,
          .price_unit = std::string(text_of(account.price_unit)),
          .price_micros = account.price_micros,
          .term_months = account.term_months,
          .start = account.start_read,
          .attempt = account.attempts,
          .is_retry = is_retry};
}

// Signed papers stand for what was issued; without them (wet ink) the uploads do.
std::vector<PackageDocument> documents_of(SqlReader& reader, const contracting::Contract& contract, const std::vector<PackageLine>& lines) {
  std::vector<PackageDocument> documents;
  std::vector<std::string> subjects = {contract.id.text()};
  for (const PackageLine& line : lines) subjects.push_back(line.service_account.text());
  std::set<std::string> seen;
  const auto add = [&](const contracting::UploadedFile& file) {
    if (file.deleted_at || !seen.insert(file.id.text()).second) return;
    documents.push_back({.id = file.id.text(), .kind = std::string(contracting::text_of(file.purpose)), .name = file.name, .sha256 = file.sha256});
  };
  for (const contracting::UploadedFile& file : contracting::read_files_of_subjects(reader, contract.partner, subjects)) add(file);
  for (const contracting::UploadedFile& file : contracting::read_files_of_customers(reader, contract.partner, std::span(&contract.customer, 1))) {
    if (file.subject.empty()) add(file);
  }
  for (const contracting::IssuedDocument& paper : contracting::documents_of_contracts(reader, contract.partner, std::span(&contract.id, 1))) {
    if (paper.document_version != contract.document_version) continue;
    documents.push_back({.id = paper.id.text(), .kind = std::string(contracting::text_of(paper.kind)), .name = paper.title, .sha256 = paper.sha256});
  }
  return documents;
}

json::object to_json(const PackageLine& line) {
  json::object object{{"contractAccountId", line.account.text()},
                      {"serviceAccountId", line.service_account.text()},
                      {"accountNumber", line.account_number},
                      {"utility", line.utility_code},
                      {"state", line.state_code},
                      {"serviceReference", line.service_reference},
                      {"nameKey", line.name_key},
                      {"rateClass", line.rate_class},
                      {"zone", line.zone},
                      {"product", line.product},
                      {"annualUsageMilli", line.annual_usage_milli},
                      {"priceUnit", line.price_unit},
                      {"priceMicros", line.price_micros},
                      {"termMonths", line.term_months},
                      {"attempt", line.attempt},
                      {"isRetry", line.is_retry}};
  object["start"] = line.start ? json::value(line.start->text()) : json::value(nullptr);
  return object;
}

std::string payload_of(const SubmissionPackage& package) {
  json::array lines;
  for (const PackageLine& line : package.lines) lines.push_back(to_json(line));
  json::array documents;
  for (const PackageDocument& document : package.documents) {
    documents.push_back(json::object{{"id", document.id}, {"kind", document.kind}, {"name", document.name}, {"sha256", document.sha256}});
  }
  return json::serialize(json::object{{"submissionId", package.id.text()},
                                      {"partnerId", package.partner.text()},
                                      {"contractId", package.contract.text()},
                                      {"contractNumber", package.contract_number},
                                      {"documentVersion", package.document_version},
                                      {"attempt", package.attempt},
                                      {"supplier", package.supplier},
                                      {"dealType", package.deal_type},
                                      {"commodity", package.commodity},
                                      {"customerName", package.customer_name},
                                      {"agentCode", package.agent_code},
                                      {"signedAt", package.signed_at},
                                      {"accounts", std::move(lines)},
                                      {"documents", std::move(documents)}});
}

std::string text_in(const json::object& object, std::string_view name) { return std::string(object.at(name).as_string()); }

PackageLine line_from(const json::object& object) {
  PackageLine line{.account = contracting::ContractAccountId::parse(text_in(object, "contractAccountId")).value(),
                   .service_account = contracting::ServiceAccountId::parse(text_in(object, "serviceAccountId")).value()};
  line.account_number = text_in(object, "accountNumber");
  line.utility_code = text_in(object, "utility");
  line.state_code = text_in(object, "state");
  line.service_reference = text_in(object, "serviceReference");
  line.name_key = text_in(object, "nameKey");
  line.rate_class = text_in(object, "rateClass");
  line.zone = text_in(object, "zone");
  line.product = text_in(object, "product");
  line.annual_usage_milli = object.at("annualUsageMilli").to_number<std::int64_t>();
  line.price_unit = text_in(object, "priceUnit");
  line.price_micros = object.at("priceMicros").to_number<std::int64_t>();
  line.term_months = object.at("termMonths").to_number<std::int64_t>();
  line.attempt = object.at("attempt").to_number<std::int64_t>();
  line.is_retry = object.at("isRetry").as_bool();
  if (object.at("start").is_string()) line.start = Date::parse(text_in(object, "start")).value();
  return line;
}

}  // namespace

SubmissionPackage make_package(SqlReader& reader, const EnrollmentDesk& desk, const contracting::Contract& contract, std::span<const std::size_t> positions,
                               const Submission& submission) {
  const contracting::ContractParties parties = contracting::parties_of(reader, contract);
  SubmissionPackage package{.id = submission.id,
                            .partner = contract.partner,
                            .contract = contract.id,
                            .contract_number = contract.number,
                            .document_version = contract.document_version,
                            .attempt = submission.attempt,
                            .supplier = contract.supplier,
                            .deal_type = std::string(contracting::text_of(contract.deal_type)),
                            .commodity = std::string(text_of(contract.commodity)),
                            .customer_name = parties.customer.details.legal_name,
                            .agent_code = contract.commission.agent_code,
                            .signed_at = contract.signed_at ? contract.signed_at->text() : std::string()};
  for (const std::size_t position : positions) package.lines.push_back(line_of(contract.accounts[position], parties.services[position], submission.is_retry));
  package.documents = documents_of(reader, contract, package.lines);
  package.payload = payload_of(package);
  package.payload_sha256 = desk.contracts.parties.digest.sha256_hex(package.payload);
  return package;
}

SubmissionPackage read_package(std::string_view payload, std::string_view payload_sha256) {
  const json::value value = json::parse(payload);
  const json::object& object = value.as_object();
  SubmissionPackage package{.id = SubmissionId::parse(text_in(object, "submissionId")).value(),
                            .partner = access::PartnerId::parse(text_in(object, "partnerId")).value(),
                            .contract = contracting::ContractId::parse(text_in(object, "contractId")).value()};
  package.contract_number = text_in(object, "contractNumber");
  package.document_version = object.at("documentVersion").to_number<std::int64_t>();
  package.attempt = object.at("attempt").to_number<std::int64_t>();
  package.supplier = text_in(object, "supplier");
  package.deal_type = text_in(object, "dealType");
  package.commodity = text_in(object, "commodity");
  package.customer_name = text_in(object, "customerName");
  package.agent_code = text_in(object, "agentCode");
  package.signed_at = text_in(object, "signedAt");
  for (const json::value& line : object.at("accounts").as_array()) package.lines.push_back(line_from(line.as_object()));
  for (const json::value& each : object.at("documents").as_array()) {
    const json::object& document = each.as_object();
    package.documents.push_back({.id = text_in(document, "id"), .kind = text_in(document, "kind"), .name = text_in(document, "name"), .sha256 = text_in(document, "sha256")});
  }
  package.payload = payload;
  package.payload_sha256 = payload_sha256;
  return package;
}

}  // namespace switchyard::enrollment
