// What signers put on the pages: ink, typed names, dates, texts, ticks. A value of what is drawn, not of what it means to the state.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "documents/pdf/pages.hpp"

namespace switchyard::esign {

enum class MarkKind { signature, initials, date_signed, text, checkbox };

// A name adopted by typing: set in a slanted hand.
struct TypedName {
  std::string text;
};
struct PlainText {
  std::string text;               // As it was shown while signing: the date too.
  std::int32_t size = 9'000;      // Thousandths of a point at most; smaller where the box is too small.
};
struct Tick {};                   // An unticked box is no mark.

// Ink and pictures as documents::place takes them: strokes in thousandths of the box, PNG.
using MarkInk = std::variant<TypedName, PlainText, Tick, documents::StampInk, documents::Image>;

struct Mark {
  MarkKind kind = MarkKind::text;
  int page = 1;                   // Of its document, from 1.
  documents::Box box;             // From the top left of the page as it is seen, thousandths of a point.
  MarkInk ink;
  // Of a signature or initials alone: printed small below ("Signed by … · id"), so nothing that was only typed into a text field
  // ever looks signed.
  std::string signer = {};
  std::string signature_id = {};
};

}  // namespace switchyard::esign
