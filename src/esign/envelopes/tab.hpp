// Tabs: the places of a document that a recipient signs, fills or ticks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/render.hpp"
#include "esign/guid.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

enum class TabKind : std::uint8_t {
  sign_here, initial_here, date_signed, text, number, date, note, checkbox, radio, list, email, full_name, first_name, last_name, email_address, company, title,
  envelope_id
};

inline constexpr TabKind kTabKinds[] = {TabKind::sign_here, TabKind::initial_here, TabKind::date_signed, TabKind::text, TabKind::number, TabKind::date,
                                        TabKind::note, TabKind::checkbox, TabKind::radio, TabKind::list, TabKind::email, TabKind::full_name,
                                        TabKind::first_name, TabKind::last_name, TabKind::email_address, TabKind::company, TabKind::title,
                                        TabKind::envelope_id};

[[nodiscard]] std::string_view text_of(TabKind kind);         // "signhere": tabType.
[[nodiscard]] std::string_view group_name_of(TabKind kind);   // "signHereTabs"; of a radio "radioGroupTabs".
[[nodiscard]] std::optional<TabKind> parse_tab_kind(std::string_view tab_type);
// Filled by the recipient's hand: text, number, date, checkbox, radio, list, email, company, title. The others fill themselves or are signed.
[[nodiscard]] bool is_typed(TabKind kind);
// Shows what the service knows (name, address, date of signing, envelope id).
[[nodiscard]] bool is_automatic(TabKind kind);

enum class AnchorUnits : std::uint8_t { pixels, inches, mms, cms };
[[nodiscard]] std::optional<AnchorUnits> parse_anchor_units(std::string_view text);  // Any case; empty is pixels.
[[nodiscard]] std::string_view text_of(AnchorUnits units);

// Where a text stands in the documents: each place of it makes a tab. Offsets in thousandths of the unit; right and down are positive. They count from the
// text's left and, of places to sign and initial, from its bottom to their bottom; of all others from its top to their top.
struct TabAnchor {
  std::string text;                      // At most 200 characters.
  AnchorUnits units = AnchorUnits::pixels;
  std::int64_t x_offset = 0;
  std::int64_t y_offset = 0;
  bool ignore_if_not_present = false;
  bool is_case_sensitive = false;
  bool match_whole_word = false;
};

struct ListItem {
  std::string text;
  std::string value;
  bool is_selected = false;
};

// As the sender asked for it, then as it stands on a page. An empty text or nullopt is "not said".
struct Tab {
  TabId id = {};                         // Empty until it is kept.
  RecipientGuid recipient = {};
  TabKind kind = TabKind::sign_here;
  std::string label = {};                // tabLabel: data name; also the key by which roles overwrite.
  std::string name = {};                 // Tooltip, what is asked.
  std::string document_id = {};
  std::int64_t page = 0;                 // From 1; 0: not placed yet.
  std::optional<std::int64_t> x = {};    // From the top left of the page as it is seen, thousandths of a point (72 dpi).
  std::optional<std::int64_t> y = {};
  std::int64_t width = 0;                // Thousandths of a point; 0 in a request: the kind's usual size.
  std::int64_t height = 0;
  std::optional<TabAnchor> anchor = {};
  std::optional<bool> is_required = {};  // Not said: text, list and their like are required, checkboxes are not.
  bool is_optional = false;              // Of sign and initial: may be left.
  bool is_locked = false;
  std::string value = {};                // Checkbox and radio: "true" or "false". Locked ones keep what the sender gave.
  std::string original_value = {};
  std::int64_t characters_max = 0;       // 0: 4000.
  std::string group = {};                // groupName of a radio.
  std::string radio_value = {};          // What a radio stands for.
  std::vector<ListItem> items = {};      // Of a list.
  std::string validation_pattern = {};   // Kept and given back; not run.
  std::string validation_message = {};
  std::optional<Instant> filled_at = {};  // Signed, initialled or last saved.
  std::vector<std::pair<std::string, std::string>> others = {};  // Members that mean nothing here (font, bold …), given back as they came.

  [[nodiscard]] bool must_be_filled() const;
  // What a person is asked: its name, or of a typed one its label. Empty: the kind says it all, and a label was for programs alone.
  [[nodiscard]] std::string asked() const;
  [[nodiscard]] documents::Box box() const;  // Of a placed one.
};

}  // namespace switchyard::esign
