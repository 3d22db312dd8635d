#include <gtest/gtest.h>

#include "workbook/package_fake.hpp"

namespace switchyard::workbook {
namespace {

TEST(Xlsx, NumbersKeepTheTextThatIsStored) {
  const auto opened =
      PackageFake()
          .rows(
              R"(<row r="1"><c r="A1"><v>5.7200000000000001E-2</v></c><c r="B1" t="n"><v> 12 </v></c><c r="C1"/><c r="D1"><v></v></c></row>)")
          .open();
  EXPECT_EQ(seen(opened, "A1"), "number:5.7200000000000001E-2");
  EXPECT_EQ(seen(opened, "B1"), "number:12");
  EXPECT_EQ(seen(opened, "C1"), "empty");
  EXPECT_EQ(seen(opened, "D1"), "empty");
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)->type(), FileType::xlsx);
  EXPECT_EQ((*opened)->sheet(0).name(), "Rates");
  EXPECT_EQ((*opened)->sheet(0).column_count(), 2u);
}

TEST(Xlsx, SharedStringsJoinRunsAndLeavePhoneticHintsOut) {
  const auto opened =
      PackageFake()
          .shared_strings(
              R"(<si><t>plain</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">two </t></r><r><t>runs</t></r><rPh sb="0" eb="1"><t>hint</t></rPh><phoneticPr fontId="1"/></si>)"
              R"(<si/><si><t>a &amp; b&#10;c</t></si><si><t xml:space="preserve"> 76.86 </t></si>)")
          .rows(
              R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>)")
          .open();
  EXPECT_EQ(seen(opened, "A1"), "text:plain");
  EXPECT_EQ(seen(opened, "B1"), "text:two runs");
  EXPECT_EQ(seen(opened, "C1"), "empty");
  EXPECT_EQ(seen(opened, "D1"), "text:a & b\nc");
  EXPECT_EQ(seen(opened, "E1"), "text: 76.86 ");
}

TEST(Xlsx, EscapesInTextsAreDecodedOnce) {
  const auto opened =
      PackageFake()
          .shared_strings(
              "<si><t>a_x000D_\nb</t></si><si><t>_x005F_x0041_</t></si><si><t>_xD83D__xDE00_</t></si><si><t>_xD83D_</t></"
              "si><si><t>_x00_ _xZZZZ_</t></si><si><t>a_x000D_b</t></si>")
          .rows(
              R"(<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c><c t="s"><v>5</v></c><c t="str"><v>_x0041_</v></c></row>)")
          .open();
  EXPECT_EQ(seen(opened, "A1"), "text:a\nb");
  EXPECT_EQ(seen(opened, "B1"), "text:_x0041_");
  EXPECT_EQ(seen(opened, "C1"), "text:\xF0\x9F\x98\x80");
  EXPECT_EQ(seen(opened, "D1"), "text:\xEF\xBF\xBD");
  EXPECT_EQ(seen(opened, "E1"), "text:_x00_ _xZZZZ_");
  EXPECT_EQ(seen(opened, "F1"), "text:a\nb");
  EXPECT_EQ(seen(opened, "G1"), "text:A");
}

TEST(Xlsx, EachKindOfCellIsRead) {
  const auto opened =
      PackageFake()
          .rows(
              R"(<row r="1"><c r="A1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="b"><v>false</v></c>)"
              R"(<c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="str"><f>A1&amp;"x"</f><v>inlinex</v></c><c r="F1"><f>1+1</f><v>2</v></c><c r="G1" t="d"><v>2016-01-05T12:00:00</v></c><c r="H1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>)")
          .open();
  EXPECT_EQ(seen(opened, "A1"), "text:inline");
  EXPECT_EQ(seen(opened, "B1"), "boolean:1");
  EXPECT_EQ(seen(opened, "C1"), "boolean:0");
  EXPECT_EQ(seen(opened, "D1"), "error:#N/A");
  EXPECT_EQ(seen(opened, "E1"), "text:inlinex");
  EXPECT_EQ(seen(opened, "F1"), "number:2");
  EXPECT_EQ(seen(opened, "G1"), "number:42374.5");
  EXPECT_EQ(seen(opened, "H1"), "error:#DIV/0!");
}

TEST(Xlsx, AFormulaWithoutAStoredResultIsEmptyAndNoted) {
  const auto opened =
      PackageFake()
          .rows(R"(<row r="7"><c r="B7"><f>NOW()</f></c><c r="C7"><f>1</f></c><c r="D7" t="str"><f>""</f><v></v></c></row>)")
          .open();
  EXPECT_EQ(seen(opened, "B7"), "empty");
  ASSERT_TRUE(opened);
  ASSERT_EQ((*opened)->notes().size(), 1u);
  EXPECT_EQ((*opened)->notes()[0], "2 formulas have no stored result and are read as empty cells, the first at Rates!B7");
}

TEST(Xlsx, CellsAndRowsWithoutReferencesFollowEachOther) {
  const auto opened =
      PackageFake()
          .rows(
              R"(<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="5"><c r="D5"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>)")
          .open();
  EXPECT_EQ(seen(opened, "A1"), "number:1");
  EXPECT_EQ(seen(opened, "C1"), "number:3");
  EXPECT_EQ(seen(opened, "D5"), "number:4");
  EXPECT_EQ(seen(opened, "E5"), "number:5");
  EXPECT_EQ(seen(opened, "A6"), "number:6");
}

TEST(Xlsx, StylesGiveEachCellItsNumberFormat) {
  const auto opened =
      PackageFake()
          .styles(
              R"(<numFmts><numFmt numFmtId="164" formatCode="&quot;$&quot;0.0000"/><numFmt numFmtId="14" formatCode="m/d/yyyy"/></numFmts>)"
              R"(<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="2" applyNumberFormat="0"/><xf numFmtId="14"/><xf/></cellXfs>)"
              R"(<dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs>)")
          .rows(
              R"(<row><c s="1"><v>1</v></c><c s="2"><v>1</v></c><c s="3"><v>1</v></c><c s="4"><v>1</v></c><c><v>1</v></c></row>)")
          .open();
  EXPECT_EQ(seen(opened, "A1"), "number:1:\"$\"0.0000");
  EXPECT_EQ(seen(opened, "B1"), "number:1:0.00");
  EXPECT_EQ(seen(opened, "C1"), "number:1:m/d/yyyy");
  EXPECT_EQ(seen(opened, "D1"), "number:1");
  EXPECT_EQ(seen(opened, "E1"), "number:1");
}

TEST(Xlsx, TheFirstStyleHoldsForCellsThatNameNone) {
  const auto opened = PackageFake().styles(R"(<cellXfs><xf numFmtId="10"/></cellXfs>)").rows("<row><c><v>1</v></c></row>").open();
  EXPECT_EQ(seen(opened, "A1"), "number:1:0.00%");
}

TEST(Xlsx, HiddenSheetsRowsAndColumnsAreTold) {
  auto package = PackageFake();
  package.part(
      "xl/workbook.xml",
      R"(<workbook xmlns:r="x"><sheets><sheet name="A" state="hidden" r:id="rId1"/><sheet name="B" state="veryHidden" r:id="rId1"/><sheet name="C" state="visible" r:id="rId1"/></sheets></workbook>)");
  package.rows(
      R"(<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c r="J2"><v>1</v></c></row><row r="3" ht="0" customHeight="1"/><row r="4" hidden="true"/><row r="5" ht="15"/>)",
      "",
      R"(<dimension ref="A1"/><cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="0" customWidth="1"/><col min="6" max="6" width="0.5"/></cols>)");
  const auto opened = package.open();
  ASSERT_TRUE(opened) << outcome_of(opened);
  ASSERT_EQ((*opened)->sheet_count(), 3u);
  EXPECT_TRUE((*opened)->sheet(0).hidden());
  EXPECT_TRUE((*opened)->sheet(1).hidden());
  EXPECT_FALSE((*opened)->sheet(2).hidden());
  const Grid& grid = (*opened)->sheet(2);
  EXPECT_EQ(grid.row_count(), 2u);
  EXPECT_EQ(grid.column_count(), 10u);
  for (std::uint32_t row = 0; row < 6; ++row) EXPECT_EQ(grid.row_hidden(row), row >= 1 && row <= 3) << row;
  for (std::uint32_t column = 0; column < 8; ++column)
    EXPECT_EQ(grid.column_hidden(column), column == 1 || column == 2 || column == 4) << column;
}

TEST(Xlsx, MergedRangesAreTold) {
  const auto opened =
      PackageFake().rows("", R"(<mergeCells count="2"><mergeCell ref="B2:D3"/><mergeCell ref="$A$9"/></mergeCells>)").open();
  ASSERT_TRUE(opened) << outcome_of(opened);
  const auto merged = (*opened)->sheet(0).merged();
  ASSERT_EQ(merged.size(), 2u);
  EXPECT_EQ(a1_of(merged[0].first) + ":" + a1_of(merged[0].last), "B2:D3");
  EXPECT_EQ(a1_of(merged[1].first) + ":" + a1_of(merged[1].last), "A9:A9");
}

TEST(Xlsx, DatesFrom1904AreTold) {
  auto package = PackageFake();
  EXPECT_FALSE((*package.open())->dates_from_1904());
  package.part("xl/workbook.xml",
               R"(<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>)");
  package.rows(R"(<row><c t="d"><v>2016-01-05</v></c></row>)");
  const auto opened = package.open();
  EXPECT_EQ(seen(opened, "A1"), "number:40912");
  EXPECT_TRUE((*opened)->dates_from_1904());
}

TEST(Xlsx, StrictNamespacesPrefixesAndAbsoluteTargetsAreRead) {
  auto package = PackageFake();
  package.parts.clear();
  package.part(
      "[Content_Types].xml",
      R"(<Types><Override PartName="/book/main.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>)");
  package.part(
      "_rels/.rels",
      R"(<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/book/main.xml"/></Relationships>)");
  package.part(
      "book/main.xml",
      R"(<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="y"><x:sheets><x:sheet name="S &amp; T" rel:id="one"/></x:sheets></x:workbook>)");
  package.part(
      "book/_rels/main.xml.rels",
      R"(<Relationships><Relationship Id="one" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../Other%20Place/./Sheet.xml"/>)"
      R"(<Relationship Id="two" Type="x/sharedStrings" Target="/book/strings.xml"/><Relationship Id="three" Type="x/hyperlink" Target="http://example.com" TargetMode="External"/></Relationships>)");
  package.part(
      "OTHER place/sheet.xml",
      R"(<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>)");
  package.part("book/strings.xml", R"(<x:sst xmlns:x="y"><x:si><x:t>found</x:t></x:si></x:sst>)");
  const auto opened = package.open();
  EXPECT_EQ(seen(opened, "A1"), "text:found");
  EXPECT_EQ((*opened)->sheet(0).name(), "S & T");
}

TEST(Xlsx, ChartSheetsAreLeftOut) {
  auto package = PackageFake();
  package.part(
      "xl/workbook.xml",
      R"(<workbook xmlns:r="x"><sheets><sheet name="Chart" r:id="rId9"/><sheet name="Rates" r:id="rId1"/></sheets></workbook>)");
  package.part(
      "xl/_rels/workbook.xml.rels",
      R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>)");
  const auto opened = package.open();
  ASSERT_TRUE(opened) << outcome_of(opened);
  ASSERT_EQ((*opened)->sheet_count(), 1u);
  EXPECT_EQ((*opened)->sheet(0).name(), "Rates");
}

TEST(Xlsx, Utf16AndLatinPartsAreRead) {
  auto package = PackageFake();
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("<sst><si><t>wide</t></si></sst>")) (utf16 += c) += '\0';
  package.part("xl/sharedStrings.xml", utf16);
  package.part("xl/worksheets/sheet1.xml",
               "<?xml version='1.0' encoding='ISO-8859-1'?><worksheet><sheetData><row><c t='s'><v>0</v></c><c "
               "t='str'><v>caf\xE9</v></c></row></sheetData></worksheet>");
  const auto opened = package.open();
  EXPECT_EQ(seen(opened, "A1"), "text:wide");
  EXPECT_EQ(seen(opened, "B1"), "text:caf\xC3\xA9");
}

std::string refusal_of_rows(std::string_view rows) { return outcome_of(PackageFake().rows(rows).open()); }

TEST(Xlsx, WhatACellCannotMeanIsRefusedWithItsPlace) {
  const std::string sheet = "workbook_unreadable: sheet \"Rates\" (xl/worksheets/sheet1.xml), ";
  EXPECT_EQ(refusal_of_rows(R"(<row r="3"><c r="B3" t="s"><v>7</v></c></row>)"),
            sheet + "cell B3, at byte 127: shared string \"7\" does not exist, there are 0");
  EXPECT_TRUE(refusal_of_rows(R"(<row><c><v>12,5</v></c></row>)").ends_with(": \"12,5\" is stored as a number and is none"));
  EXPECT_TRUE(refusal_of_rows(R"(<row><c t="b"><v>maybe</v></c></row>)")
                  .ends_with(": \"maybe\" is stored as true or false and is neither"));
  EXPECT_TRUE(refusal_of_rows(R"(<row><c t="z"><v>1</v></c></row>)").ends_with(": a cell of the unknown type \"z\""));
  EXPECT_TRUE(refusal_of_rows(R"(<row><c t="d"><v>soon</v></c></row>)").ends_with("the time is not hh:mm:ss"));
  EXPECT_TRUE(refusal_of_rows(R"(<row><c s="9"><v>1</v></c></row>)").ends_with(": its style \"9\" does not exist"));
  EXPECT_TRUE(refusal_of_rows(R"(<row><c r="1A"><v>1</v></c></row>)").ends_with(": a cell at \"1A\""));
  EXPECT_TRUE(refusal_of_rows(R"(<row r="0"/>)").ends_with(": a row numbered \"0\""));
  EXPECT_TRUE(refusal_of_rows(R"(<row><c><v>1</c></row>)").ends_with("an end tag that closes another element than the open one"));
  EXPECT_TRUE(outcome_of(PackageFake().rows("", R"(<mergeCells><mergeCell ref="A1:"/></mergeCells>)").open())
                  .ends_with("a merged range without its corners"));
  EXPECT_TRUE(outcome_of(PackageFake().rows("", "", R"(<cols><col min="3" max="2"/></cols>)").open())
                  .ends_with("columns without a range"));
}

TEST(Xlsx, AMissingOrBrokenPartIsNamed) {
  EXPECT_EQ(outcome_of(PackageFake().part("xl/worksheets/sheet1.xml", "").open()),
            "workbook_unreadable: the part \"xl/worksheets/sheet1.xml\" is missing");
  EXPECT_EQ(outcome_of(PackageFake().part("xl/sharedStrings.xml", "").open()),
            "workbook_unreadable: the part \"xl/sharedStrings.xml\" is missing");
  EXPECT_EQ(outcome_of(PackageFake().part("_rels/.rels", "<Relationships/>").open()),
            "workbook_unreadable: _rels/.rels names no workbook");
  EXPECT_EQ(outcome_of(PackageFake().part("xl/workbook.xml", "<workbook/>").open()),
            "workbook_unreadable: the workbook has no worksheet");
  EXPECT_EQ(outcome_of(PackageFake().part("xl/workbook.xml", "<workbook><sheets><sheet name='a'/></sheets></workbook>").open()),
            "workbook_unreadable: xl/workbook.xml, at byte 35: a sheet without a relationship");
  EXPECT_EQ(outcome_of(PackageFake().part("xl/_rels/workbook.xml.rels", "<Relationships/>").open()),
            "workbook_unreadable: sheet \"Rates\" has no part: relationship \"rId1\" is missing");
  EXPECT_EQ(outcome_of(PackageFake().part("xl/styles.xml", "<styleSheet>").open()),
            "workbook_unreadable: xl/styles.xml, at byte 12: an element is not closed");
  EXPECT_EQ(outcome_of(PackageFake().part("xl/worksheets/sheet1.xml", "<html/>").open()),
            "workbook_unreadable: sheet \"Rates\" (xl/worksheets/sheet1.xml), not a worksheet but \"html\"");
  EXPECT_EQ(outcome_of(PackageFake().shared_strings("\xFF").open()),
            "workbook_unreadable: xl/sharedStrings.xml, not UTF-8, and the encoding \"\" is not read");
  EXPECT_EQ(outcome_of(PackageFake().shared_strings(std::string(1, '\0')).open()),
            "workbook_unreadable: xl/sharedStrings.xml, a NUL byte in XML");
}

TEST(Xlsx, EntitiesAreNeitherDefinedNorFetched) {
  const auto lol = PackageFake()
                       .part("xl/sharedStrings.xml",
                             R"(<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>)")
                       .open();
  EXPECT_EQ(outcome_of(lol),
            "workbook_unreadable: xl/sharedStrings.xml, at byte 0: a document type declaration, which is not taken");
  const auto file = PackageFake()
                        .part("xl/sharedStrings.xml",
                              R"(<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>)")
                        .open();
  EXPECT_EQ(outcome_of(file),
            "workbook_unreadable: xl/sharedStrings.xml, at byte 0: a document type declaration, which is not taken");
}

std::string refusal_under(const PackageFake& package, const Limits& limits) { return outcome_of(package.open(limits)); }

TEST(Xlsx, EachLimitIsKeptAndNamed) {
  const auto package =
      PackageFake().rows(R"(<row r="10"><c r="J10"><v>1</v></c><c r="K10" t="inlineStr"><is><t>12345678</t></is></c></row>)");
  const std::string sheet = "workbook_too_large: sheet \"Rates\" (xl/worksheets/sheet1.xml), ";
  EXPECT_EQ(refusal_under(package, {.cell_count_max = 1}),
            sheet + "the number of cells up to K10 is over the limit cell_count_max = 1");
  EXPECT_EQ(refusal_under(package, {.row_count_max = 9}), sheet + "row 10 is over the limit row_count_max = 9");
  EXPECT_EQ(refusal_under(package, {.column_count_max = 10}), sheet + "cell K10 is over the limit column_count_max = 10");
  EXPECT_EQ(refusal_under(package, {.cell_text_size_max = 7}), sheet + "cell K10 is over the limit cell_text_size_max = 7");
  EXPECT_EQ(refusal_under(package, {.sheet_count_max = 0}),
            "workbook_too_large: xl/workbook.xml, the number of sheets is over the limit sheet_count_max = 0");
  EXPECT_EQ(refusal_under(PackageFake().shared_strings("<si><t>12345678</t></si>"), {.cell_text_size_max = 7}),
            "workbook_too_large: xl/sharedStrings.xml, shared string 0 is over the limit cell_text_size_max = 7");
  EXPECT_EQ(
      refusal_under(
          package,
          {.cell_count_max = 2, .sheet_count_max = 1, .row_count_max = 10, .column_count_max = 11, .cell_text_size_max = 8}),
      "opened");
}

TEST(Xlsx, ThereAreAtMost8192NumberFormats) {
  std::string formats = "<numFmts>";
  std::string styles = "<cellXfs>";
  for (int i = 0; i < 8'192; ++i) {
    formats += "<numFmt numFmtId=\"" + std::to_string(200 + i) + "\" formatCode=\"0 &quot;" + std::to_string(i) + "&quot;\"/>";
    styles += "<xf numFmtId=\"" + std::to_string(200 + i) + "\"/>";
  }
  EXPECT_EQ(outcome_of(PackageFake().styles(formats + "</numFmts>" + styles + "</cellXfs>").open()),
            "workbook_too_large: xl/styles.xml, the number of number formats is over the limit number_format_count_max = 8192");
}

}  // namespace
}  // namespace switchyard::workbook
