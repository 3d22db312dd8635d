#include "app/demo/demo_chain.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <thread>

#include "app/commands/file_text.hpp"
#include "app/demo/demo_client.hpp"
#include "app/demo/demo_receiver.hpp"

namespace switchyard::app {
namespace {

constexpr int kTriesMax = 240;
constexpr std::chrono::milliseconds kPause{500};
constexpr std::string_view kAccountFields = "accounts{nodes{id status reasonCode reason serviceAccount{accountNumber}}}";

// The sandbox reads the last three digits: 007 is accepted and active within seconds, 102 is not found at the utility (A76).
constexpr std::string_view kGoodDigits = "007";
constexpr std::string_view kWrongDigits = "102";

class Chain {
 public:
  Chain(const ChainOptions& options, DemoClient& client, Random& random, const Say& say) : options_(options), client_(client), say_(say) {
    std::array<std::uint8_t, 4> bytes{};
    random.fill(bytes);
    std::uint32_t number = 0;
    for (const std::uint8_t each : bytes) number = number << 8 | each;
    prefix_ = fmt::format("{:06}", number % 1'000'000);
  }

  Result<void> run() {
    for (const auto step : {&Chain::listen, &Chain::price, &Chain::quote, &Chain::contract, &Chain::sign, &Chain::wait_for_answers, &Chain::fix, &Chain::wait_for_energy}) {
      if (auto done = (this->*step)(); !done) return done;
    }
    return {};
  }

 private:
  // A webhook endpoint at the demo's own receiver; kept from the run before where it is still there.
  Result<void> listen() {
    const std::string file = demo_secret_file(options_.data_directory);
    const std::string url = options_.url + std::string(kDemoWebhooksPath);
    auto endpoints = client_.get("/v1/webhook-endpoints");
    if (!endpoints) return endpoints.error();
    std::error_code failed;
    const bool is_kept = endpoints->find(fmt::format("\"url\":\"{}\"", url)) != std::string::npos && std::filesystem::exists(file, failed);
    if (!is_kept) {
      auto made = client_.post("/v1/webhook-endpoints", fmt::format(R"({{"url":"{}","description":"The demo's own receiver","order":"by_subject"}})", url));
      if (!made) return made.error();
      if (auto written = write_file_text(file, text_at(*made, "/secret") + "\n", true); !written) return written;
    }
    say_(fmt::format("webhooks     each event is sent to {} (open it in a browser)", url));
    return {};
  }

  Result<void> price() {
    auto prices = client_.get("/v1/prices?commodity=electric&utility=comed&annualUsage=76800&rateClass=Small%20Load&termMonths=24&limit=1");
    if (!prices) return prices.error();
    rate_ = text_at(*prices, "/items/0/rateId");
    if (rate_.empty()) return Error{ErrorKind::conflict, "demo_refused", "No price is on sale: run `switchyard demo` first."};
    say_(fmt::format("workbook in  {}'s sheet of today sells ComEd at {} {} for 24 months", text_at(*prices, "/items/0/supplier"), text_at(*prices, "/items/0/price"), text_at(*prices, "/items/0/priceUnit")));
    return {};
  }

  Result<void> quote() {
    const auto line = [this](std::string_view site) { return fmt::format(R"({{"rateId":"{}","annualUsage":"38400","siteReference":"{}"}})", rate_, site); };
    auto quote = client_.post("/v1/quotes", fmt::format(R"({{"customerName":"Lincoln Park Bread LLC","lines":[{},{}]}})", line("Shop"), line("Bakery")));
    if (!quote) return quote.error();
    quote_ = text_at(*quote, "/id");
    lines_ = {text_at(*quote, "/lines/0/id"), text_at(*quote, "/lines/1/id")};
    say_(fmt::format("quote        {} for two meters, good until {}", quote_, text_at(*quote, "/expiresAt")));
    return {};
  }

  [[nodiscard]] std::string account_input(std::string_view number) const {
    return fmt::format(R"({{"commodity":"ELECTRIC","utility":"comed","accountNumber":"{}","rateClass":"Small Load","annualUsage":"38400",)"
                       R"("serviceAddress":{{"line1":"2200 N Clark St","city":"Chicago","state":"IL","zip":"60614"}}}})", number);
  }

  Result<void> contract() {
    constexpr std::string_view kAddress = R"({"line1":"2200 N Clark St","city":"Chicago","state":"IL","zip":"60614"})";
    auto customer = client_.change("createCustomer",
                                   fmt::format(R"({{"legalName":"Lincoln Park Bread {} LLC","entityType":"LLC","taxIdKind":"EIN","taxId":"36-5551234","legalAddress":{},"billingAddress":{},"contacts":[{{)"
                                               R"("role":"SIGNER","firstName":"Ana","lastName":"Ruiz","title":"Owner","authority":"officer","email":"ana@bread.example","phone":"312-555-0142"}}]}})",
                                               prefix_, kAddress, kAddress),
                                   "customer{id}");
    if (!customer) return customer.error();
    const std::string customer_id = text_at(*customer, "/customer/id");
    auto accounts = client_.change("addServiceAccounts",
                                   fmt::format(R"({{"customerId":"{}","accounts":[{},{}]}})", customer_id, account_input(number("2", kGoodDigits)), account_input(number("2", kWrongDigits))),
                                   "serviceAccounts{id}");
    if (!accounts) return accounts.error();
    auto made = client_.change("createContract",
                               fmt::format(R"({{"customerId":"{}","quoteId":"{}","accounts":[{{"serviceAccountId":"{}","quoteLineId":"{}"}},{{"serviceAccountId":"{}","quoteLineId":"{}"}}]}})", customer_id,
                                           quote_, text_at(*accounts, "/serviceAccounts/0/id"), lines_[0], text_at(*accounts, "/serviceAccounts/1/id"), lines_[1]),
                               "contract{id number}");
    if (!made) return made.error();
    contract_ = text_at(*made, "/contract/id");
    say_(fmt::format("contract     {} of ComEd accounts {} and {}", text_at(*made, "/contract/number"), number("2", kGoodDigits), number("2", kWrongDigits)));
    return {};
  }

  Result<void> sign() {
    auto session = client_.change("createSigningSession", fmt::format(R"({{"id":"{}"}})", contract_), "signingUrl");
    if (!session) return session.error();
    say_(fmt::format("signing page {}", text_at(*session, "/signingUrl")));
    for (int tries = 0; tries < kTriesMax; ++tries) {
      auto done = client_.post(fmt::format("/v1/test/contracts/{}/sign", contract_), "{}");
      if (done) break;
      if (done.error().kind != ErrorKind::unavailable) return done.error();
      std::this_thread::sleep_for(kPause);
    }
    auto is_signed = wait_until([](const std::string& status, const std::string&) { return status != "DRAFT" && status != "SENT" && status != "VIEWED"; }, "signed");
    if (!is_signed) return is_signed;
    say_("signed       by the customer, without a browser (POST /v1/test/contracts/{id}/sign); now it is reviewed and submitted");
    return {};
  }

  // Until `fits` (contract's status, the answer) holds; each new state of an account is told.
  Result<void> wait_until(const std::function<bool(const std::string& status, const std::string& contract)>& fits, std::string_view what) {
    for (int tries = 0; tries < kTriesMax; ++tries) {
      auto data = client_.query(fmt::format("query($id:ID!){{contract(id:$id){{status {}}}}}", kAccountFields), fmt::format(R"({{"id":"{}"}})", contract_));
      if (!data) return data.error();
      tell_accounts(*data);
      if (fits(text_at(*data, "/contract/status"), *data)) return {};
      std::this_thread::sleep_for(kPause);
    }
    return Error{ErrorKind::unavailable, "demo_refused", fmt::format("The contract {} was not {} in two minutes.", contract_, what)};
  }

  void tell_accounts(const std::string& data) {
    for (std::size_t i = 0; i < told_.size(); ++i) {
      const std::string at = fmt::format("/contract/accounts/nodes/{}", i);
      const std::string status = text_at(data, at + "/status");
      if (status.empty() || status == told_[i]) continue;
      told_[i] = status;
      const std::string code = text_at(data, at + "/reasonCode");
      say_(fmt::format("account      {} is {}{}", text_at(data, at + "/serviceAccount/accountNumber"), status, code.empty() ? std::string() : fmt::format(": {} {}", code, text_at(data, at + "/reason"))));
    }
  }

  static std::string status_of(const std::string& data, int account) { return text_at(data, fmt::format("/contract/accounts/nodes/{}/status", account)); }

  Result<void> wait_for_answers() {
    return wait_until([this](const std::string&, const std::string& data) {
      rejected_ = text_at(data, "/contract/accounts/nodes/1/id");
      return status_of(data, 1) == "UTILITY_REJECTED" && (status_of(data, 0) == "SCHEDULED" || status_of(data, 0) == "ACTIVE");
    }, "answered");
  }

  Result<void> fix() {
    const std::string right = number("3", kGoodDigits);
    auto fixed = client_.post(fmt::format("/v1/contract-accounts/{}/fix", rejected_), fmt::format(R"({{"accountNumber":"{}"}})", right));
    if (!fixed) return fixed.error();
    say_(fmt::format("fixed        the number is {}: submitted again, contract and price stay", right));
    return {};
  }

  Result<void> wait_for_energy() {
    auto flows = wait_until([](const std::string&, const std::string& data) { return status_of(data, 0) == "ACTIVE" && status_of(data, 1) == "ACTIVE"; }, "active");
    if (!flows) return flows;
    say_(fmt::format("active       energy flows at both meters; every webhook of it: {}{}", options_.url, kDemoWebhooksPath));
    return {};
  }

  [[nodiscard]] std::string number(std::string_view first, std::string_view last) const { return fmt::format("{}{}{}", first, prefix_, last); }

  const ChainOptions& options_;
  DemoClient& client_;
  const Say& say_;
  std::string prefix_;                   // Six digits: this run's meters.
  std::string rate_;
  std::string quote_;
  std::array<std::string, 2> lines_;
  std::string contract_;
  std::string rejected_;
  std::array<std::string, 2> told_;
};

}  // namespace

Result<void> run_demo_chain(const ChainOptions& options, Random& random, const Say& say) {
  auto client = DemoClient::sign_in(options.url, options.partner, random);
  if (!client) return std::move(client).error();
  return Chain(options, **client, random, say).run();
}

}  // namespace switchyard::app
