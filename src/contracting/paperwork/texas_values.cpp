#include <array>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/paperwork/paper_texts.hpp"
#include "contracting/paperwork/paper_values.hpp"

namespace switchyard::contracting {
namespace {

using documents::Record;
using documents::Rows;

// Public Utility Commission of Texas, Office of Customer Protection (puc.texas.gov).
constexpr std::string_view kPuctPhone = "1-888-782-8477";
constexpr std::string_view kPuctAddress = "P.O. Box 13326, Austin, Texas 78711-3326";
constexpr std::string_view kPuctWebsite = "www.puc.texas.gov";
constexpr std::array<std::int64_t, 3> kLabelUsages = {1'500, 2'500, 3'500};  // kWh a month, of small commercial labels.

std::string or_unknown(const std::string& text) { return text.empty() ? std::string(paper_text(PaperText::unknown, "en")) : text; }

// Cents a kWh with a tenth: "6.6"; the label's own precision.
Decimal cents_per_kwh(const ContractAccount& account) {
  const std::int64_t micros = account.price_micros / base_units_in(account.price_unit);
  return Decimal::from_parts(divide_rounded(Int128{micros}, Int128{1'000}, Rounding::half_up).value(), 1).value();
}

std::string delivery_utility(const PaperSource& source) {
  const std::string& code = source.contract.accounts.front().utility_code;
  const market::Utility* utility = source.desk.quotes.market->utility(code);
  return utility == nullptr ? code : utility->name;
}

void set_label(const PaperSource& source, Record& values) {
  const ContractAccount& account = source.contract.accounts.front();
  const std::string own_terms(paper_text(PaperText::supplier_texas_terms, "en"));
  values.text("supplier.website", source.supplier.website).text("product.name", or_unknown(account.product)).text("efl.version", source.contract.number);
  values.date("efl.date", day_of(source.contract.created_at)).text("customerClass", "commercial");
  values.decimal("energyCharge.cents", cents_per_kwh(account));
  Rows averages;
  for (const std::int64_t usage : kLabelUsages) {
    averages.emplace_back().decimal("usage", Decimal::from_integer(usage)).decimal("cents", cents_per_kwh(account));
  }
  values.rows("averages", std::move(averages)).text("priceType", "Fixed rate").text("canChange.text", own_terms).text("otherFees.text", own_terms);
  values.decimal("renewablePercent", Decimal::from_integer(0)).flag("prepaid", false);
}

void set_terms(const PaperSource& source, Record& values) {
  const std::string own_terms(paper_text(PaperText::supplier_texas_terms, "en"));
  values.text("supplier.email", source.supplier.email).text("supplier.address", or_unknown(source.supplier.address)).text("supplier.hours", or_unknown(source.supplier.hours));
  values.text("tdu.outagePhone", or_unknown({})).text("tos.version", source.contract.number);
  for (const char* name : {"deposit.text", "billing.text", "renewal.text", "canChange.text", "disputes.text"}) values.text(name, own_terms);
  values.text("holdover.text", std::string(paper_text(PaperText::holdover, "en")));
}

}  // namespace

Record texas_values(const PaperSource& source, PaperKind kind) {
  Record values;
  const ContractAccount& account = source.contract.accounts.front();
  values.text("supplier.legalName", source.supplier.legal_name).text("supplier.licence", or_unknown(source.supplier.licence));
  values.text("supplier.phone", or_unknown(source.supplier.phone)).text("tdu.name", delivery_utility(source));
  values.decimal("termMonths", Decimal::from_integer(account.term_months));
  values.text("terminationFee.text", std::string(paper_text(PaperText::early_termination, "en")));
  if (kind == PaperKind::efl) set_label(source, values);
  if (kind == PaperKind::tos) set_terms(source, values);
  values.text("yrac.version", source.contract.number).text("puct.phone", std::string(kPuctPhone));
  values.text("puct.address", std::string(kPuctAddress)).text("puct.website", std::string(kPuctWebsite));
  return values;
}

}  // namespace switchyard::contracting
