// Tabs put on pages: anchors looked for on every page of every document, fixed places checked against the page they name. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/pdf/find_text.hpp"
#include "esign/envelopes/envelope_definition.hpp"

namespace switchyard::esign {

struct PlacingDocument {
  std::string document_id;
  std::string_view bytes;
};

struct PlacedTabs {
  std::vector<int> pages;              // Of each document.
  std::vector<std::vector<Tab>> tabs;  // Of each recipient: as many for an anchor as it has places, none for an ignorable one without.
};

// Tabs that have a page already stay. Refused as ANCHOR_TAB_STRING_NOT_FOUND, ANCHOR_TAG_PROCESSING_FAILURE (a PDF that cannot be read), UNSPECIFIED_ERROR
// (PDF validation: encrypted, signed, too large), TAB_PAGE_NUMBER_NOT_SPECIFIED, TAB_OUT_OF_BOUNDS, DOCUMENT_DOES_NOT_EXIST. The kind's usual size where none is said.
Result<PlacedTabs> place_tabs(const std::vector<PlacingDocument>& documents, const std::vector<std::vector<Tab>>& tabs_of_recipients);

}  // namespace switchyard::esign
