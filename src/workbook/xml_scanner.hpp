// Walks one XML part from front to back without building a tree: the sheets of a large workbook are read at the speed of their
// bytes.
//
// Well-formedness is checked as far as tags and entities go. Document type declarations are refused, so no entity is ever
// defined, fetched or expanded beyond the five of XML and character references. Names are local names: which prefix a writer
// gave the namespace, and whether it is the transitional or the strict one, makes no difference here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::workbook {

class XmlScanner {
 public:
  static constexpr std::size_t kDepthMax = 256;
  static constexpr std::size_t kAttributeCountMax = 1'000;

  enum class Event : std::uint8_t {
    start,      // name() and the attributes; an element without content is followed by its end at once.
    end,        // name()
    text,       // For take_text(); a reader that does not want it goes on.
    finished,   // The root has ended and so has the part.
    malformed,  // problem(); comes again and again from there.
  };

  // `xml` is UTF-8 without a byte order mark, and must outlive the scanner and all that it hands out.
  explicit XmlScanner(std::string_view xml) : xml_(xml) {}

  Event next();
  [[nodiscard]] std::string_view name() const { return name_; }
  // Of the element just started, as written; nothing where it has none. Prefixed ones (r:id) are found by the second.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const { return find(name, false); }
  [[nodiscard]] std::optional<std::string_view> prefixed_attribute(std::string_view name) const { return find(name, true); }
  // The same with references decoded; empty where absent.
  [[nodiscard]] std::string attribute_text(std::string_view name) const;

  // After start: passes to behind the element's end. False where the part is malformed.
  bool skip();
  // After start: the text of the element up to its end, its children's left out; a view into the part, or into `scratch` where
  // something had to be decoded or joined. Line breaks become '\n'. False where the part is malformed.
  bool take_text(std::string& scratch, std::string_view& text);

  [[nodiscard]] const char* problem() const { return problem_; }
  [[nodiscard]] std::size_t offset() const { return at_; }

 private:
  struct Attribute {
    std::string_view name;
    std::string_view value;
    bool prefixed = false;
  };

  [[nodiscard]] std::optional<std::string_view> find(std::string_view name, bool prefixed) const {
    for (const auto& attribute : attributes_) {
      if (attribute.prefixed == prefixed && attribute.name == name) return attribute.value;
    }
    return std::nullopt;
  }
  Event take_start();
  Event take_end();
  bool take_attribute();
  // After "<!" or "<?": true where something was passed over, false where it is malformed; CDATA is left to next().
  bool skip_declaration();
  Event text_until(std::size_t end, bool literal);
  Event fail(const char* problem);
  std::string_view take_name();
  void skip_space();

  std::string_view xml_;
  std::size_t at_ = 0;
  std::string_view name_;
  std::string_view text_;
  bool text_is_literal_ = false;  // From CDATA: no references in it.
  bool end_is_due_ = false;
  bool root_seen_ = false;
  const char* problem_ = nullptr;
  std::vector<Attribute> attributes_;
  std::vector<std::string_view> open_;  // With prefixes.
};

// Appends `raw` with its references decoded and "\r\n" and "\r" as "\n". False where a reference is malformed or unknown.
bool append_decoded(std::string_view raw, std::string& out);

}  // namespace switchyard::workbook
