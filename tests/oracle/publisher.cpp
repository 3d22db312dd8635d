#include "publisher.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "pricing/terms/compiled_terms.hpp"

namespace switchyard::oracle {
namespace {

constexpr std::size_t kStopsMax = 4;
constexpr auto kPause = std::chrono::milliseconds(3);

std::shared_ptr<const pricing::PriceTerms> terms_of(const World& world) {
  std::vector<pricing::TermsRecord> records;
  for (const TermsPlan& plan : world.terms) {
    pricing::TermsRecord fee{.id = pricing::TermsId(Uuid{}), .kind = pricing::TermsKind::house_fee, .place = {.supplier = plan.supplier}, .from = plan.from, .until = plan.until};
    fee.content.house_fee_micros = plan.house_fee_micros;
    pricing::TermsRecord own = fee;
    own.kind = pricing::TermsKind::supplier;
    own.content = {};
    own.content.gross_up = plan.gross_up;
    records.push_back(std::move(fee));
    records.push_back(std::move(own));
  }
  return std::make_shared<const pricing::CompiledTerms>(std::move(records), pricing::TermsDefaults{});
}

}  // namespace

void BookModels::add(std::shared_ptr<const BookModel> model) {
  const std::lock_guard lock(mutex_);
  models_.emplace(model->revision, std::move(model));
}

std::shared_ptr<const BookModel> BookModels::at(std::uint64_t revision) const {
  const std::lock_guard lock(mutex_);
  return models_.at(revision);
}

Publisher::Publisher(const World& world, const market::Market& market, std::uint64_t seed, pricing::RateBooks& books, BookModels& models, FixedClock& clock)
    : world_(world), market_(market), random_(seed), books_(books), models_(models), clock_(clock), terms_(terms_of(world)) {
  next_.revision = 1;
  for (std::size_t i = 0; i < world_.always; ++i) add_sheet(world_.sheets[i]);
  publish();
}

void Publisher::run(const std::atomic<int>& progress) {
  std::size_t arrived = world_.always;
  while (progress.load() < 1'000) {
    const int now = progress.load();
    move_clock(now);
    // The later sheets arrive one after the other in the first half: compiled here, while questions are asked.
    const auto due = world_.always + (world_.sheets.size() - world_.always) * static_cast<std::size_t>(now) / 500;
    if (arrived < world_.sheets.size() && arrived < due) {
      add_sheet(world_.sheets[arrived++]);
    } else {
      change_something();
    }
    publish();
    std::this_thread::sleep_for(kPause);
  }
}

void Publisher::add_sheet(const SheetPlan& plan) {
  auto& sheet = sheets_[plan.number];
  if (sheet == nullptr) sheet = compiled(plan, world_, market_);
  next_.sheets.push_back(&plan);
  next_.on_sale.push_back(true);
}

// Withdraws a sheet or puts it on sale again; takes one out of the book or back; makes a stop or lifts it.
void Publisher::change_something() {
  switch (random_() % 4) {
    case 0: return change_stops();
    case 1: {
      // One that comes and goes: the book holds at least ten million rates all the time.
      const std::size_t at = random_() % next_.sheets.size();
      if (next_.sheets[at]->number <= static_cast<int>(world_.always)) return;
      next_.sheets.erase(next_.sheets.begin() + static_cast<std::ptrdiff_t>(at));
      next_.on_sale.erase(next_.on_sale.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    }
    case 2: {
      for (const auto& [number, sheet] : sheets_) {
        const SheetPlan& plan = world_.sheets[static_cast<std::size_t>(number - 1)];
        if (std::ranges::find(next_.sheets, &plan) == next_.sheets.end()) return add_sheet(plan);
      }
      return;
    }
    default: {
      const auto off = std::ranges::find(next_.on_sale, false);
      if (off != next_.on_sale.end()) {
        *off = true;
      } else {
        next_.on_sale[random_() % next_.on_sale.size()] = false;
      }
    }
  }
}

void Publisher::change_stops() {
  if (next_.stops.size() == kStopsMax || (!next_.stops.empty() && random_() % 2 == 0)) {
    next_.stops.erase(next_.stops.begin() + static_cast<std::ptrdiff_t>(random_() % next_.stops.size()));
    return;
  }
  StopPlan stop{.supplier = world_.sheets[random_() % world_.always].supplier, .product = random_() % 2 == 0 ? "Wind Plan" : "", .from = clock_.now(), .until = {}};
  if (random_() % 2 == 0) stop.from = stop.from + Duration::minutes(static_cast<std::int64_t>(random_() % 20));
  if (random_() % 2 == 0) stop.until = stop.from + Duration::minutes(1 + static_cast<std::int64_t>(random_() % 60));
  next_.stops.push_back(std::move(stop));
}

void Publisher::publish() {
  auto model = std::make_shared<const BookModel>(next_);
  std::vector<pricing::BookEntry> entries;
  for (std::size_t i = 0; i < next_.sheets.size(); ++i) {
    entries.push_back({.sheet = sheets_.at(next_.sheets[i]->number), .on_sale = next_.on_sale[i], .scope_values = {}});
  }
  std::vector<pricing::PriceStop> stops;
  for (const StopPlan& stop : next_.stops) {
    stops.push_back({.id = pricing::PriceStopId(Uuid{}), .supplier = stop.supplier, .product = stop.product, .from = stop.from, .until = stop.until});
  }
  std::size_t rates = 0;
  for (const auto& entry : entries) rates += entry.sheet->row_count();
  rates_min_ = std::min(rates_min_, rates);
  rates_max_ = std::max(rates_max_, rates);
  auto book = std::make_shared<pricing::RateBook>(std::move(entries), next_.revision, pricing::BookRules{.terms = terms_, .stops = pricing::PriceStops(std::move(stops)), .held = {}});
  models_.add(std::move(model));
  books_.swap(std::move(book));
  ++next_.revision;
}

// On the way it stands for a while just before each instant at which something begins or ends, and at it.
void Publisher::move_clock(int thousandths) {
  const std::int64_t span = world_.end.unix_ms() - world_.begin.unix_ms();
  const Instant to = Instant::from_unix_ms(world_.begin.unix_ms() + span * thousandths / 1'000);
  for (const Instant edge : world_.edges) {
    if (edge <= clock_.now() || edge > to) continue;
    for (const Instant stand : {edge - Duration::milliseconds(1), edge}) {
      clock_.set(stand);
      std::this_thread::sleep_for(kPause);
    }
    ++edges_passed_;
  }
  if (to > clock_.now()) clock_.set(to);
}

}  // namespace switchyard::oracle
