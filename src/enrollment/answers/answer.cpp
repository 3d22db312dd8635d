#include "enrollment/answers/answer.hpp"

#include <array>

namespace switchyard::enrollment {
namespace {

using K = AnswerKind;
constexpr std::array kKinds = {K::supplier_accepted, K::supplier_rejected, K::utility_pending, K::utility_accepted, K::utility_rejected, K::start_set,
                               K::active,            K::drop_notified,     K::dropped,         K::reinstated,       K::objected,         K::rescinded};

}  // namespace

std::string_view text_of(AnswerKind kind) {
  switch (kind) {
    case K::supplier_accepted: return "supplier_accepted";
    case K::supplier_rejected: return "supplier_rejected";
    case K::utility_pending: return "utility_pending";
    case K::utility_accepted: return "utility_accepted";
    case K::utility_rejected: return "utility_rejected";
    case K::start_set: return "start_set";
    case K::active: return "active";
    case K::drop_notified: return "drop_notified";
    case K::dropped: return "dropped";
    case K::reinstated: return "reinstated";
    case K::objected: return "objected";
    case K::rescinded: return "rescinded";
  }
  return "";
}

Result<AnswerKind> parse_answer_kind(std::string_view text) {
  for (const K kind : kKinds) {
    if (text_of(kind) == text) return kind;
  }
  std::string known;
  for (const K kind : kKinds) known.append(known.empty() ? "" : ", ").append(text_of(kind));
  return Error{ErrorKind::invalid, "not_one_of", "must be one of " + known};
}

std::string_view text_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::applied: return "applied";
    case Outcome::noted: return "noted";
    case Outcome::waiting: return "waiting";
    case Outcome::unmatched: return "unmatched";
  }
  return "";
}

Result<Outcome> parse_outcome(std::string_view text) {
  for (const Outcome outcome : {Outcome::applied, Outcome::noted, Outcome::waiting, Outcome::unmatched}) {
    if (text_of(outcome) == text) return outcome;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be applied, noted, waiting or unmatched"};
}

}  // namespace switchyard::enrollment
