// One of the two environments at work: its database, market, rate book, business clock. Nothing here knows of the other.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "access/audit_relay.hpp"
#include "access/sealer_port.hpp"
#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/system/system_clock.hpp"
#include "app/installation.hpp"
#include "app/runtime/file_digest.hpp"
#include "market/market_source.hpp"
#include "outbox/idempotency.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/known/known_book_loader.hpp"
#include "pricing/custom/price_request_desk.hpp"
#include "pricing/quotes/quote_desk.hpp"
#include "pricing/rest_prices.hpp"
#include "pricing/sheets/import_sheet.hpp"
#include "pricing/sheets/rate_book_watcher.hpp"
#include "pricing/sheets/rest_sheets.hpp"
#include "pricing/sheets/sheet_aliases.hpp"
#include "pricing/stops/price_stop_actions.hpp"
#include "pricing/terms/terms_actions.hpp"

namespace switchyard::app {

class Environment {
 public:
  // Loads the market; the book is empty until load_book. Refused where the settings' margins are no prices.
  static Result<std::unique_ptr<Environment>> open(Installation& installation, EnvironmentName name);
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment();

  // Maps the sheets and swaps the book in, on this thread.
  void load_book();
  // From now on the book and the market follow the database, on threads of their own.
  void keep_current();
  // Starts the business clock elsewhere. Test only (ENSURE); before anything reads it.
  void start_clock_at(Instant instant);

  [[nodiscard]] EnvironmentName name() const { return name_; }
  [[nodiscard]] Database& database() { return database_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] market::MarketSource& market() { return *market_; }
  [[nodiscard]] const pricing::RateBooks& books() const { return books_; }
  [[nodiscard]] pricing::SheetActionContext sheet_actions() {
    return {.database = database_, .clock = clock_, .environment = name_, .audit = &audit_, .quotes = &quote_reviews_};
  }
  [[nodiscard]] pricing::PriceStopContext price_stops(const market::Market& market) {
    return {.database = database_, .clock = clock_, .market = market, .random = installation_.random(), .environment = name_, .audit = &audit_, .quotes = &quote_reviews_};
  }
  [[nodiscard]] pricing::TermsContext price_terms(const market::Market& market) {
    return {.database = database_, .clock = clock_, .market = market, .random = installation_.random(), .environment = name_, .audit = &audit_};
  }
  [[nodiscard]] pricing::AliasContext aliases() { return {.database = database_, .clock = clock_, .environment = name_, .audit = &audit_}; }
  // Records what operators do here, in the transaction that does it.
  [[nodiscard]] access::AuditRelay& audit() { return audit_; }
  [[nodiscard]] const pricing::FileDigest& digest() const { return digest_; }
  [[nodiscard]] outbox::Outbox& outbox() { return outbox_; }
  [[nodiscard]] outbox::IdempotentWrites& idempotent_writes() { return idempotent_writes_; }
  // Brings the gauges of held sheets, held rows and price stops up to date.
  void count_doubt();
  // Takes what was recorded here and still waits into the log of control, on this thread: for commands, which end before a runner
  // would have begun. What fails stays for the next one.
  void relay_audit();
  [[nodiscard]] pricing::SheetDesk sheet_desk();
  [[nodiscard]] pricing::QuoteDesk quote_desk();
  [[nodiscard]] pricing::PriceRequestDesk price_request_desk() { return {.quotes = quote_desk(), .audit = &audit_}; }
  // What prices are answered from. Refused where the environment's key cannot be opened.
  Result<void> open_price_desk(const access::Sealer& sealer);
  // After open_price_desk.
  [[nodiscard]] const pricing::PriceDesk& price_desk() const { return *price_desk_; }

 private:
  Environment(Installation& installation, EnvironmentName name, std::unique_ptr<market::MarketSource> market, const pricing::TermsDefaults& defaults);

  Installation& installation_;
  const EnvironmentName name_;
  Database& database_;
  adapters::OffsetClock clock_;
  std::unique_ptr<market::MarketSource> market_;
  adapters::OpensslJose jose_;
  JoseFileDigest digest_{jose_};
  outbox::IdempotentWrites idempotent_writes_;
  outbox::Outbox outbox_;
  access::AuditRelay audit_;
  pricing::QuoteReviews quote_reviews_;
  pricing::RateBooks books_;
  pricing::RateBookLoader loader_;
  pricing::KnownBookLoader known_books_;
  std::optional<pricing::PriceDesk> price_desk_;
  std::unique_ptr<pricing::RateBookWatcher> watcher_;
};

// What the settings state of terms; refused with the setting's name.
Result<pricing::TermsDefaults> terms_defaults_of(const Settings& settings);

}  // namespace switchyard::app
