#include <algorithm>

#include <fmt/format.h>

#include "rules/lead_dates.hpp"
#include "rules/meter_reads.hpp"
#include "rules/rule_calendar.hpp"

namespace switchyard::rules {
namespace {

Month first_month_from(Date day) { return day == day.month_of().first_day() ? day.month_of() : day.month_of() + Months{1}; }

// Finds one start: the leads, then the read, month or day that they allow.
class StartSearch {
 public:
  StartSearch(const RuleSet& rules, const StartQuestion& question)
      : rules_(rules),
        question_(question),
        handed_over_(std::max(question.submitted, question.held_until.value_or(question.submitted))),
        utility_lead_(utility_lead(rules, *question.utility, question.deal_type, question.submitted)),
        supplier_lead_(supplier_lead(rules, question.supplier, question.utility->state, question.utility->commodity, question.submitted)) {}

  StartAnswer run() {
    answer_.utility_earliest = earliest_by(rules_, utility_lead_, handed_over_);
    // A supplier's days count from the day when it is handed the contract.
    answer_.supplier_earliest = supplier_lead_ ? earliest_by(rules_, *supplier_lead_, question_.submitted) : handed_over_;
    answer_.requested = requested();
    const Date ready = std::max(answer_.utility_earliest, answer_.supplier_earliest);
    answer_.is_as_requested = !answer_.requested || is_reached(ready);
    if (answer_.requested && answer_.is_as_requested) {
      take_requested(ready);
    } else {
      take_first_from(ready);
      answer_.decided_by = decided_by(ready);
    }
    if (!utility_lead_.is_known) {
      assume(is_spanish() ? "No se sabe cuánto tarda esta compañía: se usa un plazo prudente y el proveedor confirma el inicio."
                          : "How long this utility needs is not known: a cautious default stands in, and the supplier confirms the start.");
    }
    answer_.start_month = answer_.start.month_of();
    answer_.submit_by = latest_submit_for(rules_, question_, answer_.start).by;
    return answer_;
  }

 private:
  [[nodiscard]] bool is_spanish() const { return question_.language == "es"; }
  [[nodiscard]] bool is_on_reads() const { return utility_lead_.anchor == LeadAnchor::meter_read; }

  std::optional<Date> requested() {
    if (question_.requested_start) {
      const Date day = *question_.requested_start;
      if (utility_lead_.anchor == LeadAnchor::month_start) return first_month_from(day).first_day();
      const auto read = is_on_reads() ? first_read_from(day, question_.read_dates) : std::nullopt;
      return read ? read->read : day;
    }
    if (!question_.start_month) return std::nullopt;
    if (!is_on_reads()) return question_.start_month->first_day();
    return expected_read(*question_.start_month, question_.read_dates).read;
  }

  // Without known reads a month is reached where any day of it is.
  [[nodiscard]] bool is_reached(Date ready) const {
    if (ready <= *answer_.requested) return true;
    const bool is_whole_month = question_.start_month && !question_.requested_start;
    const bool is_any_day = utility_lead_.anchor == LeadAnchor::received || (is_on_reads() && question_.read_dates.empty());
    return is_whole_month && is_any_day && ready.month_of() == *question_.start_month;
  }

  void take_requested(Date ready) {
    answer_.start = std::max(*answer_.requested, ready);
    answer_.decided_by = "requested";
    if (answer_.start != *answer_.requested && is_on_reads()) {
      assume(is_spanish() ? fmt::format("No se conoce ninguna lectura de esta cuenta: el suministro empieza ese mes si la lectura es el {} o después.", ready.text())
                          : fmt::format("No meter read of this account is known: supply starts in that month if its read is on or after {}.", ready.text()));
    } else if (is_on_reads()) {
      say_read(answer_.requested->month_of());
    }
  }

  void take_first_from(Date ready) {
    if (answer_.requested && utility_lead_.if_missed == IfMissed::next_month) {
      ready = std::max(ready, (answer_.requested->month_of() + Months{1}).first_day());
    }
    if (utility_lead_.anchor == LeadAnchor::received) {
      answer_.start = ready;
      return;
    }
    const auto read = is_on_reads() ? first_read_from(ready, question_.read_dates) : std::nullopt;
    answer_.start = read ? read->read : first_month_from(ready).first_day();
    if (is_on_reads()) say_read(answer_.start.month_of());
  }

  // Says how the read of that month is known, where it is not a known one.
  void say_read(Month month) {
    const auto expected = expected_read(month, question_.read_dates, question_.language);
    const bool is_known = std::find(question_.read_dates.begin(), question_.read_dates.end(), answer_.start) != question_.read_dates.end();
    if (!is_known && !expected.assumption.empty()) assume(expected.assumption);
    if (!is_known && expected.assumption.empty()) assume(is_spanish() ? "El día pedido no es una lectura conocida." : "The day that was asked for is no known meter read.");
  }

  void assume(std::string sentence) {
    answer_.is_estimate = true;
    answer_.assumptions.push_back(std::move(sentence));
  }

  [[nodiscard]] std::string decided_by(Date ready) const {
    const bool is_held = handed_over_ > question_.submitted;
    if (is_held && answer_.utility_earliest >= answer_.supplier_earliest) {
      const Date unheld = std::max(earliest_by(rules_, utility_lead_, question_.submitted), answer_.supplier_earliest);
      if (!answer_.requested ? unheld < ready : unheld <= *answer_.requested) return "rescission";
    }
    return answer_.supplier_earliest > answer_.utility_earliest ? "supplier_lead" : "utility_lead";
  }

  const RuleSet& rules_;
  const StartQuestion& question_;
  Date handed_over_;
  Lead utility_lead_;
  std::optional<Lead> supplier_lead_;
  StartAnswer answer_;
};

}  // namespace

StartAnswer earliest_start(const RuleSet& rules, const StartQuestion& question) { return StartSearch(rules, question).run(); }

SubmitDeadline latest_submit_for(const RuleSet& rules, const StartQuestion& question, Date start) {
  const auto utility = utility_lead(rules, *question.utility, question.deal_type, question.submitted);
  const auto supplier = supplier_lead(rules, question.supplier, question.utility->state, question.utility->commodity, question.submitted);
  SubmitDeadline deadline{.utility_by = deadline_of(rules, utility, start)};
  deadline.supplier_by = supplier ? deadline_of(rules, *supplier, start) : deadline.utility_by;
  deadline.by = std::min(deadline.utility_by, deadline.supplier_by);
  deadline.decided_by = deadline.supplier_by < deadline.utility_by ? "supplier_lead" : "utility_lead";
  deadline.is_estimate = !utility.is_known;
  return deadline;
}

}  // namespace switchyard::rules
