// How a document looks: US letter, one column, one family of fonts. All lengths are points.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace switchyard::documents {

struct Color {
  double red = 0;
  double green = 0;
  double blue = 0;
};

// "#1d4e89"; none where it is not that.
std::optional<Color> parse_color(std::string_view text);

// Towards white: 0 is the color itself, 1 is white.
constexpr Color tinted(Color color, double share) {
  return {color.red + (1 - color.red) * share, color.green + (1 - color.green) * share, color.blue + (1 - color.blue) * share};
}

namespace style {

inline constexpr double kPageWidth = 612;
inline constexpr double kPageHeight = 792;
inline constexpr double kMarginX = 60;
inline constexpr double kBodyTop = 84;
inline constexpr double kBodyBottom = 722;
inline constexpr double kBodyWidth = kPageWidth - 2 * kMarginX;
inline constexpr double kHeaderTop = 34;
inline constexpr double kHeaderRule = 64;
inline constexpr double kFooterRule = 736;
inline constexpr double kFooterTop = 742;

inline constexpr double kBodySize = 9.5;
inline constexpr double kTableSize = 8.25;
inline constexpr double kSmallSize = 7.5;
inline constexpr double kParagraphGap = 6;
inline constexpr double kItemGap = 3;
inline constexpr double kListIndent = 16;
inline constexpr double kQuoteIndent = 12;
inline constexpr double kCellPaddingX = 5;
inline constexpr double kCellPaddingY = 3.5;

inline constexpr Color kInk{0.11, 0.14, 0.18};
inline constexpr Color kMuted{0.36, 0.41, 0.47};
inline constexpr Color kHairline{0.80, 0.83, 0.87};
inline constexpr Color kAccent{0.10, 0.27, 0.45};

struct Heading {
  double size;
  double before;
  double after;
};
inline constexpr Heading kHeadings[] = {{19, 4, 9}, {12.5, 16, 5}, {10.5, 12, 3.5}, {9.5, 9, 2.5}};

// What a signer fills, above the line that the box stands on.
inline constexpr double kSignWidth = 200;
inline constexpr double kSignHeight = 36;
inline constexpr double kInitialWidth = 56;
inline constexpr double kInitialHeight = 24;
inline constexpr double kDateWidth = 110;
inline constexpr double kDateHeight = 24;
inline constexpr double kCaptionHeight = 10;  // Below that line: "Signature".
inline constexpr double kCaptionSize = 6.5;

}  // namespace style
}  // namespace switchyard::documents
