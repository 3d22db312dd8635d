// Suppliers' own PDF forms (AcroForm): what they ask, filled, and flattened to plain pages.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/render.hpp"
#include "values/result.hpp"
#include "values/secret.hpp"

namespace switchyard::documents {

// Of any PDF that comes from outside, told before and while it is read.
struct PdfLimits {
  std::size_t size_bytes_max = 20 * 1024 * 1024;
  int pages_max = 300;
  int objects_max = 200'000;
  int fields_max = 5'000;
  std::size_t stream_bytes_max = 64 * 1024 * 1024;  // Of one stream, unpacked.
};

enum class FormFieldKind { text, checkbox, radio, choice, signature };

struct FormField {
  std::string name;  // Fully qualified: "customer.name".
  FormFieldKind kind = FormFieldKind::text;
  std::string label = {};                 // The form's own words for it (TU); may be empty.
  std::string value = {};                 // As it stands in the file.
  std::vector<std::string> options = {};  // Of a radio, choice or checkbox: what may be given.
  int characters_max = 0;                 // 0: no limit.
  bool multiline = false;
  bool comb = false;
  bool required = false;
  bool read_only = false;
  int page = 0;  // Of its first widget, from 1; 0 where none is on a page.
  Box box = {};
};

// Refused: `pdf_unreadable`, `pdf_encrypted`, `pdf_too_large` (the limit is named), `pdf_signed` (any change would break a
// signature), `form_missing` (no fields).
Result<std::vector<FormField>> fields_of(std::string_view pdf, const PdfLimits& limits = {});

// A checkbox takes "true" and "false" or one of its options; a radio or choice one of its options (export value or the text
// shown).
struct FieldFill {
  std::string name;
  std::string value = {};
  SealedText sealed = {};  // Instead of value.
};

struct FilledPdf {
  std::string bytes;
  std::string sha256 = {};
  int pages = 0;
};

struct FillOptions {
  bool flatten = true;  // The pages then hold the values as plain text and pictures; no form is left.
  Instant modified_at{};
  PdfLimits limits = {};
};

// Values are drawn with our own fonts, so any script prints; XFA and scripts are dropped. Refused as fields_of, and with
// `form_invalid`, whose fields name each: `field_unknown`, `option_unknown`, `value_too_long`, `field_read_only`, `field_kind`,
// `glyph_missing`. From any thread.
Result<FilledPdf> fill_form(std::string_view pdf, std::span<const FieldFill> values, const FillOptions& options = {});

// All fields and comments as plain content; refused as fields_of, but a file without fields is taken.
Result<FilledPdf> flatten(std::string_view pdf, const PdfLimits& limits = {});

}  // namespace switchyard::documents
