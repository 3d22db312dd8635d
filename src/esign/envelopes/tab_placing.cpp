#include "esign/envelopes/tab_placing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

struct Size {
  std::int64_t width;
  std::int64_t height;
};

// Thousandths of a point.
Size usual_size(TabKind kind) {
  switch (kind) {
    case TabKind::sign_here: return {110'000, 30'000};
    case TabKind::initial_here: return {44'000, 26'000};
    case TabKind::checkbox:
    case TabKind::radio: return {12'000, 12'000};
    case TabKind::date_signed:
    case TabKind::date:
    case TabKind::number: return {84'000, 14'000};
    case TabKind::envelope_id: return {210'000, 14'000};
    case TabKind::note: return {160'000, 40'000};
    default: return {150'000, 14'000};
  }
}

// Thousandths of a unit as thousandths of a point.
std::int64_t in_points(std::int64_t offset, AnchorUnits units) {
  switch (units) {
    case AnchorUnits::inches: return offset * 72;
    case AnchorUnits::mms: return offset * 720 / 254;
    case AnchorUnits::cms: return offset * 7'200 / 254;
    default: return offset;
  }
}

using NeedleKey = std::tuple<std::string, bool, bool>;
NeedleKey key_of(const TabAnchor& anchor) { return {anchor.text, anchor.is_case_sensitive, anchor.match_whole_word}; }

struct Place {
  std::size_t document;
  documents::FoundText found;
};

class Placing {
 public:
  explicit Placing(const std::vector<PlacingDocument>& documents) : documents_(documents) {}

  Result<void> search(const std::vector<std::vector<Tab>>& tabs_of_recipients) {
    std::vector<NeedleKey> keys;
    for (const auto& tabs : tabs_of_recipients) {
      for (const Tab& tab : tabs) {
        if (tab.page == 0 && tab.anchor && places_.try_emplace(key_of(*tab.anchor)).second) keys.push_back(key_of(*tab.anchor));
      }
    }
    std::vector<documents::TextNeedle> needles;
    for (const auto& [text, by_case, whole] : keys) needles.push_back({.text = text, .any_case = !by_case, .whole_word = whole});
    for (std::size_t at = 0; at < documents_.size(); ++at) {
      auto searched = documents::search_pdf(documents_[at].bytes, needles, false);
      if (!searched) return refused(searched.error(), documents_[at].document_id);
      // What cannot be made plain pages could not be finished after everybody has signed.
      if (auto plain = documents::flatten(documents_[at].bytes); !plain) return refused(plain.error(), documents_[at].document_id);
      page_count_ += searched->pages.size();
      if (page_count_ > kEnvelopePagesMax) {
        return esign_refusal("UNSPECIFIED_ERROR", fmt::format("PDF validation failed: the documents have over {} pages together.", kEnvelopePagesMax));
      }
      pages_.push_back(std::move(searched->pages));
      for (const auto& found : searched->found) places_[keys[found.needle]].push_back({at, found});
    }
    return {};
  }

  Result<std::vector<Tab>> place(const std::vector<Tab>& tabs) {
    std::vector<Tab> placed;
    for (const Tab& tab : tabs) {
      if (tab.page == 0 && tab.anchor) {
        if (auto done = place_anchored(tab, placed); !done) return done.error();
      } else {
        auto fixed = place_fixed(tab);
        if (!fixed) return fixed.error();
        placed.push_back(std::move(fixed).value());
      }
    }
    return placed;
  }

  [[nodiscard]] std::vector<int> page_counts() const {
    std::vector<int> counts;
    for (const auto& pages : pages_) counts.push_back(static_cast<int>(pages.size()));
    return counts;
  }

 private:
  static Error refused(const Error& error, const std::string& document_id) {
    if (error.code == "pdf_unreadable") {
      return esign_refusal("ANCHOR_TAG_PROCESSING_FAILURE", fmt::format("Document {} cannot be read. Invalid document: {}", document_id, error.message));
    }
    return esign_refusal("UNSPECIFIED_ERROR", fmt::format("PDF validation failed for document {}: {}", document_id, error.message));
  }

  Result<void> place_anchored(const Tab& asked, std::vector<Tab>& placed) {
    const auto& places = places_[key_of(*asked.anchor)];
    if (places.empty() && !asked.anchor->ignore_if_not_present) {
      return esign_refusal("ANCHOR_TAB_STRING_NOT_FOUND", fmt::format("The anchor text '{}' was not found in any document.", asked.anchor->text));
    }
    for (const Place& place : places) {
      if (++anchored_ > kAnchorTabsMax) {
        return esign_refusal("INVALID_REQUEST_PARAMETER", fmt::format("The anchors stand at over {} places.", kAnchorTabsMax));
      }
      Tab tab = asked;
      if (!placed.empty() && tab.id == placed.back().id) tab.id = {};
      tab.document_id = documents_[place.document].document_id;
      tab.page = place.found.page;
      take_usual_size(tab);
      const bool by_bottom = tab.kind == TabKind::sign_here || tab.kind == TabKind::initial_here;
      const std::int64_t top = by_bottom ? place.found.box.y + place.found.box.height - tab.height : place.found.box.y;
      tab.x = place.found.box.x + in_points(tab.anchor->x_offset, tab.anchor->units);
      tab.y = top + in_points(tab.anchor->y_offset, tab.anchor->units);
      const auto& page = pages_[place.document][static_cast<std::size_t>(tab.page - 1)];
      if (*tab.x + tab.width <= 0 || *tab.y + tab.height <= 0) return out_of_bounds(tab);
      if (auto kept = keep_on_page(tab, page); !kept) return kept.error();
      placed.push_back(std::move(tab));
    }
    return {};
  }

  Result<Tab> place_fixed(Tab tab) {
    if (tab.page < 1 || !tab.x || !tab.y || tab.document_id.empty()) {
      return esign_refusal("TAB_PAGE_NUMBER_NOT_SPECIFIED", fmt::format("The {} tab '{}' has no anchor and lacks one of documentId, pageNumber, "
                                                                        "xPosition and yPosition.",
                                                                        text_of(tab.kind), tab.label));
    }
    const auto found = std::find_if(documents_.begin(), documents_.end(), [&](const auto& one) { return one.document_id == tab.document_id; });
    if (found == documents_.end()) {
      return esign_refusal("DOCUMENT_DOES_NOT_EXIST", fmt::format("A tab stands in document '{}', which the envelope does not have.", tab.document_id));
    }
    const auto& pages = pages_[static_cast<std::size_t>(found - documents_.begin())];
    if (tab.page > static_cast<std::int64_t>(pages.size()) || *tab.x < 0 || *tab.y < 0) return out_of_bounds(tab);
    take_usual_size(tab);
    if (auto kept = keep_on_page(tab, pages[static_cast<std::size_t>(tab.page - 1)]); !kept) return kept.error();
    return tab;
  }

  static void take_usual_size(Tab& tab) {
    const auto usual = usual_size(tab.kind);
    if (tab.width <= 0) tab.width = usual.width;
    if (tab.height <= 0) tab.height = usual.height;
  }

  // A corner that is on the page moves in until the whole is: nothing of a signature may be cut.
  static Result<void> keep_on_page(Tab& tab, const documents::PageSize& page) {
    if (*tab.x >= page.width || *tab.y >= page.height) return out_of_bounds(tab);
    tab.width = std::min<std::int64_t>(tab.width, page.width);
    tab.height = std::min<std::int64_t>(tab.height, page.height);
    tab.x = std::clamp<std::int64_t>(*tab.x, 0, page.width - tab.width);
    tab.y = std::clamp<std::int64_t>(*tab.y, 0, page.height - tab.height);
    return {};
  }

  static Error out_of_bounds(const Tab& tab) {
    return esign_refusal("TAB_OUT_OF_BOUNDS", fmt::format("The {} tab '{}' stands outside of page {} of document {}.", text_of(tab.kind), tab.label,
                                                          tab.page, tab.document_id));
  }

  const std::vector<PlacingDocument>& documents_;
  std::vector<std::vector<documents::PageSize>> pages_;
  std::map<NeedleKey, std::vector<Place>> places_;
  std::size_t anchored_ = 0;
  std::size_t page_count_ = 0;
};

}  // namespace

Result<PlacedTabs> place_tabs(const std::vector<PlacingDocument>& documents, const std::vector<std::vector<Tab>>& tabs_of_recipients) {
  Placing placing(documents);
  if (auto searched = placing.search(tabs_of_recipients); !searched) return searched.error();
  PlacedTabs all{.pages = placing.page_counts(), .tabs = {}};
  for (const auto& tabs : tabs_of_recipients) {
    auto placed = placing.place(tabs);
    if (!placed) return placed.error();
    all.tabs.push_back(std::move(placed).value());
  }
  return all;
}

}  // namespace switchyard::esign
