#include <array>

#include "contracting/contracts/account_places.hpp"
#include "enrollment/answers/answer_store.hpp"
#include "enrollment/rest_enrollment.hpp"
#include "enrollment/submissions/submission_store.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"

namespace switchyard::enrollment {
namespace {

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;
constexpr std::array<std::string_view, 7> kTypes = {"rejected", "unmapped", "unmatched", "waiting", "failed", "review", "retry"};

// One thing that waits for people; its key is where a page goes on.
struct WorkItem {
  std::string_view type;
  std::string key = {};
  std::string contract = {};
  std::string account = {};
  std::string account_number = {};
  std::string supplier = {};
  std::string status = {};
  std::string code = {};
  std::string detail = {};
  std::string reject_class = {};
  std::string remedy = {};
  std::string owner = {};
  std::optional<Instant> since = {};
};

WorkItem item_of(const EnrollmentDesk& desk, const contracting::AccountPlace& place) {
  WorkItem item{.type = "rejected", .key = place.account.text(), .contract = place.contract.text(), .account = place.account.text(), .account_number = place.account_number,
                .supplier = place.supplier, .status = std::string(contracting::text_of(place.state)), .code = place.reason_code, .detail = place.reason,
                .reject_class = std::string(contracting::text_of(place.reject_class)), .since = place.state_since};
  const RejectCode* code = place.state == contracting::AccountState::supplier_rejected ? desk.reject_codes.of_supplier(place.reason_code)
                                                                                      : desk.reject_codes.of_utility(place.reason_code, place.state_code);
  if (code != nullptr) {
    item.remedy = code->remedy;
    item.owner = code->owner;
  }
  return item;
}

WorkItem item_of(std::string_view type, const KeptAnswer& kept) {
  return {.type = type, .key = kept.id.text(), .contract = kept.contract ? kept.contract->text() : "", .account = kept.account ? kept.account->text() : "",
          .account_number = kept.answer.account_number, .supplier = kept.answer.supplier, .status = std::string(text_of(kept.answer.kind)), .code = kept.answer.code,
          .detail = kept.detail.empty() ? kept.answer.text : kept.detail, .owner = "operator", .since = kept.received_at};
}

std::vector<WorkItem> items_of(SqlReader& reader, const EnrollmentDesk& desk, std::string_view type, const std::string& after, std::int64_t limit) {
  std::vector<WorkItem> items;
  if (type == "rejected") {
    using contracting::AccountState;
    const std::array states = {AccountState::supplier_rejected, AccountState::utility_rejected, AccountState::objected};
    const auto behind = contracting::ContractAccountId::parse(after);
    for (const auto& place : contracting::account_places_in(reader, states, behind ? std::optional(*behind) : std::nullopt, limit)) items.push_back(item_of(desk, place));
  } else if (type == "unmapped") {
    for (const KeptAnswer& kept : unmapped_answers(reader, after, limit)) items.push_back(item_of(type, kept));
  } else if (type == "unmatched" || type == "waiting") {
    for (const KeptAnswer& kept : answers_with(reader, parse_outcome(type).value(), after, limit)) items.push_back(item_of(type, kept));
  } else if (type == "failed") {
    const auto before = SubmissionId::parse(after);
    for (const Submission& each : list_submissions(reader, {.state = SubmissionState::failed, .before = before ? std::optional(*before) : std::nullopt, .limit = limit})) {
      items.push_back({.type = type, .key = each.id.text(), .contract = each.contract.text(), .supplier = each.supplier, .status = "failed", .detail = each.last_error,
                       .owner = "operator", .since = each.created_at});
    }
  } else if (type == "review") {
    for (const WaitingReview& each : waiting_reviews(reader, after, limit)) {
      items.push_back({.type = type, .key = each.contract.text(), .contract = each.contract.text(), .supplier = each.supplier, .code = each.code, .detail = each.detail});
    }
  } else {
    for (const Retry& each : retries_to_confirm(reader, after, limit)) {
      items.push_back({.type = type, .key = each.account.text(), .contract = each.contract.text(), .account = each.account.text(), .status = std::to_string(each.number),
                       .code = each.code, .owner = "partner", .since = each.due_at});
    }
  }
  return items;
}

void write(http::JsonWriter& json, const WorkItem& item) {
  json.begin_object().plain_member("type", item.type).plain_member("id", item.key).member_or_null("contractId", item.contract).member_or_null("contractAccountId", item.account);
  json.member_or_null("accountNumber", item.account_number).member_or_null("supplier", item.supplier).member_or_null("status", item.status).member_or_null("code", item.code);
  json.member_or_null("detail", item.detail).member_or_null("class", item.reject_class).member_or_null("remedy", item.remedy).member_or_null("owner", item.owner);
  json.member("since", item.since).end_object();
}

}  // namespace

http::Response list_work_route(const access::Caller&, const http::Request& request, const EnrollmentDesk& desk) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const auto type = query->optional_one_of("type", {"rejected", "unmapped", "unmatched", "waiting", "failed", "review", "retry"});
  const std::string after = query->optional_text("cursor", {.size_max = 64}).value_or("");
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (auto done = query->finish(); !done) return http::problem(done.error(), request);
  if (!after.empty() && !type) return http::problem(invalid_field("cursor", "parameters_exclusive", "goes on within one type: say which"), request);
  std::vector<WorkItem> items;
  std::string next;
  desk.database.read([&](SqlReader& reader) {
    items.clear();
    for (std::size_t i = 0; i < kTypes.size(); ++i) {
      if (type && *type != i) continue;
      for (WorkItem& item : items_of(reader, desk, kTypes[i], after, type ? limit + 1 : limit)) items.push_back(std::move(item));
    }
  });
  if (type && items.size() > static_cast<std::size_t>(limit)) {
    items.pop_back();
    next = items.back().key;
  }
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const WorkItem& item : items) write(json, item);
  json.end_array().member_or_null("nextCursor", next).end_object();
  return http::json(200, std::move(json).text());
}

http::Response list_reject_codes_route(const access::Caller&, const http::Request& request, const EnrollmentDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  http::JsonWriter json(16'384);
  json.begin_object().member("version", desk.reject_codes.version()).key("items").begin_array();
  for (const RejectCode& code : desk.reject_codes.all()) {
    json.begin_object().member("code", code.code).plain_member("source", text_of(code.source)).member_or_null("class", contracting::text_of(code.reject_class));
    json.member("meaning", code.meaning).member("remedy", code.remedy).member("owner", code.owner).member("dueBusinessDays", code.due_days).end_object();
  }
  json.end_array().member_or_null("nextCursor", "").end_object();
  return http::json(200, std::move(json).text());
}

}  // namespace switchyard::enrollment
