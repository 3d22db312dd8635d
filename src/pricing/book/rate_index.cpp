#include "pricing/book/rate_index.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "pricing/book/sheet_scope.hpp"
#include "pricing/book/sip_hash.hpp"
#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Curve;
using sheet_format::kNone;
using sheet_format::Tables;

// An entry as the index compares it with others of its supplier.
struct Contender {
  std::uint32_t entry = 0;
  std::int32_t valid_from_days = 0;
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;
  Uuid sheet;
};

// 1 << Commodity of every row that the sheet holds, sold or not.
std::uint32_t commodity_bits(const CompiledSheet& sheet) {
  std::uint32_t bits = 0;
  if (sheet.tables() == nullptr) return bits;
  for (const sheet_format::Shape& shape : sheet.tables()->shapes) bits |= 1U << shape.commodity;
  return bits;
}

std::string scope_value(const Tables& fields_of, const Tables& tables, const Curve& curve) {
  const ScopeWords words{.commodity = static_cast<Commodity>(curve.commodity),
                         .customer_class = static_cast<CustomerClass>(curve.customer_class),
                         .utility = tables.text(curve.utility_word),
                         .rate_class = tables.text(curve.rate_class_word),
                         .zone = tables.text(curve.zone_word),
                         .state = tables.text(curve.state),
                         .product = tables.text(curve.product),
                         .billing = tables.text(curve.billing)};
  std::string value;
  for (const std::uint32_t field : fields_of.scope_fields) append_scope_value(value, fields_of.text(field), words);
  return value;
}

}  // namespace

class IndexBuilder {
 public:
  IndexBuilder(const std::vector<BookEntry>& entries, RateBook::Index& index) : entries_(entries), index_(index), scopes_(entries.size()) {}

  void build() {
    index_.words_.emplace("", 0);
    rank_sheets();
    find_rivals();
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) {
      if (entries_[entry].sheet->tables() != nullptr) shelve(entry);
    }
    for (auto& shelves : index_.shelves_) {
      for (auto& [utility, shelf] : shelves) stamp(shelf);
    }
  }

 private:
  void rank_sheets() {
    std::vector<std::uint32_t> order(entries_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t entry) { return entries_[entry].sheet->facts().id.uuid(); });
    index_.ranks.resize(entries_.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) index_.ranks[order[rank]] = rank;
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) index_.entries_by_sheet_[entries_[entry].sheet->facts().id.uuid()] = entry;
  }

  // Of each supplier by day and instant of start, then by the sheet's id: of two that start together the one made later wins.
  void find_rivals() {
    std::map<std::string_view, std::vector<Contender>> suppliers;
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) {
      const CompiledSheet& sheet = *entries_[entry].sheet;
      suppliers[sheet.supplier()].push_back(
          {entry, sheet.valid_from().days(), sheet.sellable_from().unix_ms(), sheet.sellable_until().unix_ms(), sheet.facts().id.uuid()});
      commodities_.push_back(commodity_bits(sheet));
      const std::vector<std::string> values = entries_[entry].scope_values.empty() ? sheet.scope_values() : entries_[entry].scope_values;
      scopes_[entry] = {values.begin(), values.end()};
    }
    rivals_.resize(entries_.size());
    for (auto& [supplier, contenders] : suppliers) {
      std::ranges::sort(contenders, [](const Contender& a, const Contender& b) {
        return std::tie(a.valid_from_days, a.from_ms, a.sheet) < std::tie(b.valid_from_days, b.from_ms, b.sheet);
      });
      for (std::size_t i = 0; i < contenders.size(); ++i) {
        // Who starts after this one has ended takes nothing from it.
        for (std::size_t j = i + 1; j < contenders.size(); ++j) {
          if (contenders[j].from_ms < contenders[i].until_ms && contenders[j].until_ms > contenders[j].from_ms) rivals_[contenders[i].entry].push_back(contenders[j]);
        }
      }
    }
  }

  [[nodiscard]] bool covers(std::uint32_t rival, const Tables& tables, const Curve& curve) const {
    if ((commodities_[rival] >> curve.commodity & 1U) == 0) return false;
    if (scopes_[rival].empty()) return true;
    const Tables* fields = entries_[rival].sheet->tables();
    return fields == nullptr || scopes_[rival].contains(scope_value(*fields, tables, curve));
  }

  void shelve(std::uint32_t entry) {
    const Tables& tables = *entries_[entry].sheet->tables();
    const std::vector<Contender>& rivals = rivals_[entry];
    // Curves by shelf and by which rivals cover them.
    std::map<std::pair<UtilityShelf*, std::vector<bool>>, std::vector<const Curve*>> groups;
    for (const Curve& curve : tables.curves) {
      std::vector<bool> covered(rivals.size());
      for (std::size_t i = 0; i < rivals.size(); ++i) covered[i] = covers(rivals[i].entry, tables, curve);
      groups[{&shelf_of(tables, curve), std::move(covered)}].push_back(&curve);
    }
    for (const auto& [key, curves] : groups) add_group(entry, *key.first, key.second, curves);
  }

  UtilityShelf& shelf_of(const Tables& tables, const Curve& curve) {
    return index_.shelves_[curve.commodity][std::string(tables.text(curve.utility_code))];
  }

  void add_group(std::uint32_t entry, UtilityShelf& shelf, const std::vector<bool>& covered, const std::vector<const Curve*>& curves) {
    const CompiledSheet& sheet = *entries_[entry].sheet;
    CurveGroup group{.tables = sheet.tables(),
                     .entry = entry,
                     .supplier = number_of(sheet.supplier()),
                     .seller = seller_of(shelf, sheet.supplier()),
                     .from_ms = sheet.sellable_from().unix_ms(),
                     .until_ms = sheet.sellable_until().unix_ms(),
                     .curves_first = static_cast<std::uint32_t>(shelf.curves.size()),
                     .rivals_first = static_cast<std::uint32_t>(shelf.rivals.size())};
    for (std::size_t i = 0; i < covered.size(); ++i) {
      const Contender& rival = rivals_[entry][i];
      if (covered[i]) shelf.rivals.push_back({rival.from_ms, rival.until_ms, entries_[rival.entry].on_sale});
    }
    for (const Curve* curve : curves) {
      const Tables& tables = *group.tables;
      shelf.curves.push_back({.curve = curve,
                              .rate_class_code = number_of(tables.text(curve->rate_class_code)),
                              .rate_class_word = number_of(tables.text(curve->rate_class_word)),
                              .zone_code = number_of(tables.text(curve->zone_code)),
                              .zone_word = number_of(tables.text(curve->zone_word)),
                              .product = number_of(tables.text(curve->product))});
      note_joined_zone(shelf, tables.text(curve->zone_code));
      note_joined_zone(shelf, tables.text(curve->zone_word));
      shelf.unit_bits |= 1U << curve->price_unit;
    }
    group.curves_until = static_cast<std::uint32_t>(shelf.curves.size());
    group.rivals_until = static_cast<std::uint32_t>(shelf.rivals.size());
    if (entries_[entry].on_sale) shelf.on_sale.push_back(group);
    shelf.every.push_back(group);
  }

  void note_joined_zone(UtilityShelf& shelf, std::string_view zone) {
    if (zone.find('/') == std::string_view::npos || zone.find(';') != std::string_view::npos) return;
    JoinedZone joined{.zone = number_of(zone), .parts = {}};
    if (std::ranges::find(shelf.joined_zones, joined.zone, &JoinedZone::zone) != shelf.joined_zones.end()) return;
    for (std::size_t from = 0; from <= zone.size();) {
      const std::size_t end = std::min(zone.find('/', from), zone.size());
      joined.parts.push_back(number_of(zone.substr(from, end - from)));
      from = end + 1;
    }
    shelf.joined_zones.push_back(std::move(joined));
  }

  static std::uint32_t seller_of(UtilityShelf& shelf, std::string_view supplier) {
    const auto found = std::ranges::find(shelf.suppliers, supplier);
    if (found != shelf.suppliers.end()) return static_cast<std::uint32_t>(found - shelf.suppliers.begin());
    shelf.suppliers.emplace_back(supplier);
    return static_cast<std::uint32_t>(shelf.suppliers.size() - 1);
  }

  void stamp(UtilityShelf& shelf) const {
    for (const CurveGroup& group : shelf.every) shelf.entries.push_back(group.entry);
    std::ranges::sort(shelf.entries, {}, [&](std::uint32_t entry) { return index_.ranks[entry]; });
    shelf.entries.erase(std::unique(shelf.entries.begin(), shelf.entries.end()), shelf.entries.end());
    std::string text;
    for (const std::uint32_t entry : shelf.entries) {
      const Uuid& sheet = entries_[entry].sheet->facts().id.uuid();
      text.append(reinterpret_cast<const char*>(sheet.bytes.data()), sheet.bytes.size());
      text += entries_[entry].on_sale ? '1' : '0';
    }
    text += std::to_string(shelf.curves.size());  // A mapping may have added some to a sheet that was here before.
    shelf.stamp = sip_hash(SipKey{}, text);
  }

  WordId number_of(std::string_view word) {
    return index_.words_.try_emplace(folded(word), static_cast<WordId>(index_.words_.size())).first->second;
  }

  const std::vector<BookEntry>& entries_;
  RateBook::Index& index_;
  std::vector<std::set<std::string>> scopes_;
  std::vector<std::uint32_t> commodities_;
  std::vector<std::vector<Contender>> rivals_;
};

bool is_live(const UtilityShelf& shelf, const CurveGroup& group, std::int64_t at_ms, bool selling) {
  if (at_ms < group.from_ms || at_ms >= group.until_ms) return false;
  for (std::uint32_t i = group.rivals_first; i < group.rivals_until; ++i) {
    const Rival& rival = shelf.rivals[i];
    if (at_ms >= rival.from_ms && (selling ? rival.on_sale : at_ms < rival.until_ms)) return false;
  }
  return true;
}

RateBook::Index::Index(const std::vector<BookEntry>& entries) { IndexBuilder(entries, *this).build(); }

const UtilityShelf* RateBook::Index::shelf(Commodity commodity, std::string_view utility_code) const {
  const auto& shelves = shelves_[static_cast<std::size_t>(commodity)];
  const auto found = shelves.find(utility_code);
  return found == shelves.end() ? nullptr : &found->second;
}

WordId RateBook::Index::word(std::string_view word) const {
  if (word.empty()) return 0;
  const auto found = words_.find(folded(word));
  // A text of punctuation alone is no word, and must not stand for "any".
  return found == words_.end() || found->second == 0 ? kUnknownWord : found->second;
}

std::uint32_t RateBook::Index::entry_of(const Uuid& sheet) const {
  const auto found = entries_by_sheet_.find(sheet);
  return found == entries_by_sheet_.end() ? kNone : found->second;
}

}  // namespace switchyard::pricing
