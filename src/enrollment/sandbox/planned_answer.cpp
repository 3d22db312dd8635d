#include "enrollment/sandbox/planned_answer.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace switchyard::enrollment {
namespace {

namespace bj = boost::json;

std::string text_member(const bj::object& object, std::string_view name) {
  const bj::value* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

}  // namespace

std::string text_of(const PlannedAnswer& planned) {
  const bj::object object{{"submission", planned.submission}, {"account", planned.account}, {"case", planned.test_case}, {"step", planned.step}, {"start", planned.start ? planned.start->text() : std::string()}};
  return bj::serialize(object);
}

Result<PlannedAnswer> parse_planned_answer(std::string_view text) {
  boost::system::error_code failed;
  const bj::value value = bj::parse(text, failed);
  const bj::object* object = failed ? nullptr : value.if_object();
  if (object == nullptr) return Error{ErrorKind::invalid, "payload_invalid", "no JSON object"};
  PlannedAnswer planned{.submission = text_member(*object, "submission"), .account = text_member(*object, "account"), .test_case = text_member(*object, "case")};
  const bj::value* step = object->if_contains("step");
  if (step != nullptr && step->is_int64() && step->get_int64() >= 0) planned.step = static_cast<std::size_t>(step->get_int64());
  if (const std::string start = text_member(*object, "start"); !start.empty()) {
    const auto day = Date::parse(start);
    if (!day) return day.error();
    planned.start = *day;
  }
  return planned;
}

std::string message_id_of(const PlannedAnswer& planned) { return fmt::format("{}/{}/{}", planned.submission, planned.account, planned.step); }

}  // namespace switchyard::enrollment
