// What of a contract the rules judge, in plain values: filled by contracting (and by the widget's form), judged by check(). Nothing here
// is a secret: of a taxpayer id only its form is given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/date.hpp"
#include "values/decimal.hpp"
#include "values/energy.hpp"
#include "values/result.hpp"

namespace switchyard::rules {

enum class DealType : std::uint8_t { switch_supplier, move_in, renewal_same_supplier, renewal_other_supplier, amendment };
[[nodiscard]] std::string_view text_of(DealType type);  // "switch", "move_in", "renewal_same_supplier" …
Result<DealType> parse_deal_type(std::string_view text);

// What stands where a taxpayer id is wanted. `ein_unknown_prefix` has nine digits that begin with no prefix the IRS has given out.
enum class TaxIdForm : std::uint8_t { absent, ein, ein_unknown_prefix, ssn, malformed };
[[nodiscard]] std::string_view text_of(TaxIdForm form);
// Of "36-5551234" or "365551234"; "123-45-6789" is an ssn. The text is looked at and not kept.
[[nodiscard]] TaxIdForm tax_id_form(std::string_view text);

struct AddressFacts {
  std::string line1 = {};
  std::string line2 = {};
  std::string city = {};
  std::string state = {};  // Two letters.
  std::string zip = {};
};

struct ContactFacts {
  std::string role = {};  // "signer", "billing", "operations"
  std::string first_name = {};
  std::string last_name = {};
  std::string title = {};
  std::string email = {};
  std::string phone = {};
  std::string language = {};                     // "en", "es"; empty: not said.
  std::optional<bool> is_authorized = {};   // Says that it may sign for the customer.
};

struct CustomerFacts {
  std::string legal_name = {};
  std::string dba = {};
  std::string entity_type = {};  // "llc", "corporation", "sole_proprietorship" …; fields.yaml has the options.
  TaxIdForm tax_id = TaxIdForm::absent;
  std::string tax_exemption = {};  // "none", "government", "resale" …: the reason of an exemption.
  std::string sic = {};
  std::string naics = {};
  std::string duns = {};
  std::optional<bool> is_home_office = {};  // A small office or home office.
  std::optional<AddressFacts> billing_address = {};
  std::vector<ContactFacts> contacts = {};
};

// A document that is there. `pages_expected` is what it says of itself ("page 1 of 4"), where it does.
struct DocumentFacts {
  std::string kind = {};  // "bill_copy", "loa", "w9", "tax_exemption_certificate", "tpv_recording", "efl" …
  std::optional<Date> dated = {};
  std::int32_t pages = 0;
  std::optional<std::int32_t> pages_expected = {};
  std::optional<Date> expires = {};
};

// One service account under the contract.
struct AccountFacts {
  std::string utility = {};  // Code.
  std::string state = {};    // Empty: that of the utility.
  std::string account_number = {};
  std::string name_key = {};
  std::string billing_account = {};
  std::string reference_number = {};  // A service reference, customer number or POD beside the account number.
  std::vector<std::string> meter_numbers = {};
  std::string name_on_bill = {};
  std::optional<AddressFacts> service_address = {};
  std::optional<AddressFacts> billing_address = {};
  std::string zone = {};
  std::string rate_class = {};
  std::optional<Energy> annual_usage = {};
  std::optional<Decimal> peak_demand_kw = {};
  std::string tax_status = {};              // "taxable", "exempt", "partly_exempt"; empty: not said.
  std::string current_supplier = {};
  std::optional<Date> incumbent_end = {};
  std::optional<bool> in_aggregation = {};  // In a governmental aggregation.
  std::optional<bool> has_arrears = {};     // Unresolved, with the utility.
  std::optional<bool> is_net_metered = {};
  std::optional<bool> is_time_of_use = {};
  std::string read_cycle = {};
  std::vector<Date> read_dates = {};        // Known meter reads, past and scheduled, in any order.
  std::optional<Month> start_month = {};
  std::optional<Date> requested_start = {};
  Months term{0};                           // 0: the contract's.
  std::vector<DocumentFacts> documents = {};
  std::optional<bool> is_entitled = {};     // By the partner's terms, for supplier, state and commodity; unset: nobody keeps it.
  std::string entitlement_licence = {};     // The number that the entitlement rests on.
};

// A licence or registration of the partner.
struct LicenceFacts {
  std::string state = {};
  std::optional<Commodity> commodity = {};  // Unset: both.
  std::string number = {};
  std::optional<Date> valid_from = {};
  std::optional<Date> valid_until = {};     // Its last day is the one before.
};

struct ContractFacts {
  std::string supplier = {};  // Code.
  Commodity commodity = Commodity::electric;
  std::string customer_class = "commercial";  // "commercial", "residential", "multifamily"
  DealType deal_type = DealType::switch_supplier;
  std::string product = {};                   // Kind: "fixed", "index" …
  std::string price_kind = "matrix";          // "matrix", "custom_indicative", "custom_executable"
  std::string channel = "online";             // "online" (e-signature), "paper", "voice", "edi"
  std::string language = "en";                // Of the document.
  std::optional<Date> sign_date = {};
  Months term{0};
  CustomerFacts customer = {};
  std::vector<AccountFacts> accounts = {};
  std::vector<DocumentFacts> documents = {};                    // Of the whole contract.
  std::optional<std::vector<std::string>> disclosures = {};     // Keys that the document prints; unset: not rendered yet.
  std::optional<std::vector<LicenceFacts>> licences = {};       // Unset: this installation keeps no register of them.
  std::string credit_status = "unknown";                        // "unknown", "approved", "deposit_required", "declined"
  std::string tpv_status = "none";                              // "none", "pending", "passed", "failed"
};

}  // namespace switchyard::rules
