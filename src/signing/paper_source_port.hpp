// Where signing gets the papers of an envelope from when it sends them.
#pragma once

#include <string>
#include <vector>

#include "ports/database.hpp"
#include "signing/envelope.hpp"
#include "values/result.hpp"

namespace switchyard::signing {

// A place on a page, from its top left in thousandths of a point, the page one of the paper's own; or where a text stands.
struct PaperPlace {
  enum class Kind : std::uint8_t { sign, initial, date, name, title, text, checkbox };
  Kind kind = Kind::sign;
  SignerRole role = SignerRole::customer;
  std::string anchor = {};              // Not empty: the text at which it is; page and box are then of no use.
  std::int64_t page = 1;
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::string label = {};               // Of text and checkbox: what is asked.
  bool is_required = true;
};

struct PaperBytes {
  std::string document;                 // doc_…
  std::string title;
  std::string bytes;                    // A PDF.
  std::string sha256;                   // Hex.
  std::vector<PaperPlace> places;
};

// Safe to call from many threads.
class PaperSource {
 public:
  virtual ~PaperSource() = default;
  // document_not_found.
  virtual Result<PaperBytes> paper(SqlReader& reader, const EnvelopeSubject& subject, const std::string& document) = 0;
};

}  // namespace switchyard::signing
