#include "documents/form/form.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/form/form_fake.hpp"
#include "documents/pdf_reader_fake.hpp"

namespace switchyard::documents {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> refusals(const std::vector<FieldFill>& values) {
  const auto filled = fill_form(form_fake(), values);
  std::vector<std::string> said;
  if (filled) return said;
  for (const auto& field : filled.error().fields) said.push_back(field.pointer + " " + field.code);
  return said;
}

TEST(Form, FieldsAreToldWithWhatTheyTake) {
  const auto fields = fields_of(form_fake());
  ASSERT_TRUE(fields) << fields.error().message;
  ASSERT_EQ(fields->size(), 9U);
  EXPECT_EQ((*fields)[0].name, "customer.name");
  EXPECT_EQ((*fields)[0].label, "Legal name");
  EXPECT_TRUE((*fields)[0].required);
  EXPECT_EQ((*fields)[0].box, (Box{72'000, 74'000, 200'000, 18'000}));
  EXPECT_TRUE((*fields)[1].multiline);
  EXPECT_TRUE((*fields)[2].comb);
  EXPECT_EQ((*fields)[2].characters_max, 9);
  EXPECT_EQ((*fields)[3].kind, FormFieldKind::checkbox);
  EXPECT_THAT((*fields)[4].options, ElementsAre("dual", "utility"));
  EXPECT_THAT((*fields)[5].options, ElementsAre("OH", "PA"));
  EXPECT_TRUE((*fields)[6].read_only);
  EXPECT_EQ((*fields)[8].kind, FormFieldKind::signature);
}

TEST(Form, ValuesOfEveryKindAndScriptArePrintedFlat) {
  const auto filled = fill_form(form_fake(), std::vector<FieldFill>{{"customer.name", "Łódź 東京 Cold"},
                                                                    {"customer.note", "two\nlines of a note"},
                                                                    {"exempt", "true"},
                                                                    {"billing", "utility"},
                                                                    {"state", "PA"},
                                                                    {"turned", "upright"}});
  ASSERT_TRUE(filled) << filled.error().message;
  const auto text = text_of_pdf(filled->bytes);
  for (const auto* words : {"Enrollment", "Łódź 東京 Cold", "lines of a note", "Pennsylvania", "for us", "upright"})
    EXPECT_THAT(text, HasSubstr(words));
  EXPECT_EQ(check_pdf(filled->bytes), "");
  EXPECT_EQ(fields_of(filled->bytes).error().code, "form_missing");
  for (const auto* gone : {"/XFA", "JavaScript", "/AcroForm"}) EXPECT_THAT(filled->bytes, Not(HasSubstr(gone)));
  EXPECT_EQ(filled->pages, 1);
}

TEST(Form, ASealedValueIsPrintedAndInNoError) {
  const auto sealed = std::make_shared<const Secret>(Secret("123456789"));
  const auto filled = fill_form(form_fake(), std::vector<FieldFill>{{.name = "taxId", .sealed = sealed}});
  ASSERT_TRUE(filled);
  std::string digits;
  for (const auto& word : words_of_pdf(filled->bytes)) digits += word.y > 180 && word.y < 205 ? word.text : "";
  EXPECT_THAT(digits, HasSubstr("123456789"));
  const auto long_one = std::make_shared<const Secret>(Secret("1234567890"));
  const auto refused = fill_form(form_fake(), std::vector<FieldFill>{{.name = "taxId", .sealed = long_one}});
  EXPECT_EQ(refused.error().message, "taxId: 10 characters, the form takes 9");
}

TEST(Form, LettersOfACombStandInTheirSlots) {
  const auto filled = fill_form(form_fake(), std::vector<FieldFill>{{"taxId", "12"}});
  ASSERT_TRUE(filled);
  const auto one = word_box(filled->bytes, "1", 1);
  const auto two = word_box(filled->bytes, "2", 1);
  ASSERT_TRUE(one && two);
  EXPECT_NEAR(one->x + one->width / 2, 82, 1);
  EXPECT_NEAR(two->x + two->width / 2, 102, 1);
}

TEST(Form, WhatTheFormDoesNotOfferIsRefusedByName) {
  EXPECT_THAT(refusals({{"customer.nme", "x"}}), ElementsAre("customer.nme field_unknown"));
  EXPECT_THAT(refusals({{"billing", "both"}, {"state", "TX"}, {"exempt", "maybe"}}),
              ElementsAre("billing option_unknown", "state option_unknown", "exempt option_unknown"));
  EXPECT_THAT(refusals({{"supplierUse", "x"}, {"signature", "x"}}),
              ElementsAre("supplierUse field_read_only", "signature field_kind"));
  EXPECT_THAT(refusals({{"taxId", "1234567890"}}), ElementsAre("taxId value_too_long"));
  EXPECT_THAT(refusals({{"customer.name", std::string(300, 'W')}}), ElementsAre("customer.name value_too_long"));
  EXPECT_THAT(refusals({{"customer.note", std::string(9'000, 'W')}}), ElementsAre("customer.note value_too_long"));
  EXPECT_THAT(refusals({{"customer.name", "\xF0\x9F\xA6\x84"}}), ElementsAre("customer.name glyph_missing"));
}

TEST(Form, ALongValueIsSetSmallerAndStaysInItsBox) {
  const auto filled =
      fill_form(form_fake(),
                std::vector<FieldFill>{{"customer.name", "The Quite Long Name of a Cold Storage and Logistics Company of Ohio"}});
  ASSERT_TRUE(filled);
  for (const auto& word : words_of_pdf(filled->bytes)) {
    if (word.y > 74 && word.y < 92) {
      EXPECT_LE(word.x + word.width, 272) << word.text;
    }
  }
  EXPECT_THAT(text_of_pdf(filled->bytes), HasSubstr("Company of Ohio"));
}

TEST(Form, AFormThatIsNotFlattenedKeepsItsValues) {
  const auto filled =
      fill_form(form_fake(), std::vector<FieldFill>{{"customer.name", "Brightwater"}, {"billing", "dual"}}, {.flatten = false});
  ASSERT_TRUE(filled);
  const auto fields = fields_of(filled->bytes);
  ASSERT_TRUE(fields);
  EXPECT_EQ((*fields)[0].value, "Brightwater");
  EXPECT_EQ((*fields)[4].value, "0");
  EXPECT_THAT(text_of_pdf(filled->bytes), HasSubstr("Brightwater"));
}

TEST(Form, SameValuesAreTheSameBytes) {
  const auto once = fill_form(form_fake(), std::vector<FieldFill>{{"customer.name", "東京"}});
  const auto again = fill_form(form_fake(), std::vector<FieldFill>{{"customer.name", "東京"}});
  EXPECT_EQ(once->sha256, again->sha256);
}

TEST(Form, FilesThatCannotBeFilledAreRefusedWithTheReason) {
  EXPECT_EQ(fields_of("GIF89a").error().code, "pdf_unreadable");
  EXPECT_EQ(fields_of("%PDF-1.7\nnothing").error().code, "pdf_unreadable");
  EXPECT_EQ(fields_of(signed_form_fake()).error().code, "pdf_signed");
  EXPECT_EQ(fields_of(form_fake(), {.size_bytes_max = 100}).error().code, "pdf_too_large");
  EXPECT_EQ(fields_of(form_fake(), {.objects_max = 5}).error().code, "pdf_too_large");
  EXPECT_EQ(fields_of(form_fake(), {.pages_max = 0}).error().code, "pdf_too_large");
  EXPECT_EQ(fields_of(form_fake(), {.fields_max = 2}).error().code, "pdf_too_large");
}

TEST(Form, ADamagedFileIsRefusedOrReadAndNeverMore) {
  const auto sound = form_fake();
  for (std::size_t at = 20; at < sound.size(); at += 149) {
    auto broken = sound;
    broken[at] = static_cast<char>(broken[at] ^ 0x15);
    (void)fill_form(broken, std::vector<FieldFill>{{"customer.name", "x"}});
    (void)fields_of(sound.substr(0, at));
  }
}

}  // namespace
}  // namespace switchyard::documents
