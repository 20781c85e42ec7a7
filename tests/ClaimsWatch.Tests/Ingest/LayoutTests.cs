using System.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Tests.Ingest;

public sealed class LayoutTests
{
    private static string Recognise(string name, string text)
    {
        var source = new MemoryByteSource(name, Encoding.UTF8.GetBytes(text));
        return FileRecognition.Recognise(source, EncodingSniffer.Sniff(source)).Kind;
    }

    [Theory]
    [InlineData("11_RECODEINFO_MED.CSV", "MED")]
    [InlineData("21_recodeinfo_dpc.csv", "DPC")]
    [InlineData("13_RECODEINFO_DEN.CSV", "DEN")]
    [InlineData("14_RECODEINFO_PHA.CSV", "PHA")]
    [InlineData("15_RECODEINFO_NUR.CSV", "NUR")]
    [InlineData("RECEIPTC.UKE", "UKE-C")]
    [InlineData("RECEIPTD.UKE", "UKE-D")]
    [InlineData("RECEIPTS.UKE", "UKE-S")]
    [InlineData("receipty.uke", "UKE-Y")]
    [InlineData("RECEIPTC_GAIRAI_SAMPLE.UKE", "UKE-C")]
    [InlineData("04_PECULIARTEXTINFO_PHA.CSV", "TEXTINFO")]
    public void Files_are_recognised_by_the_end_of_their_name(string name, string kind) =>
        Assert.Equal(kind, Recognise(name, "x,y\n"));

    [Theory]
    [InlineData("IR,2,13,1,1234567,,みなも医院,43101,00,\nRE,1,1112\n", "UKE-C")]
    [InlineData("IR,2,13,1,1234567,,みなも医院,43101,00,\nRE,1,1111\nBU,010010xx99x00x\n", "UKE-D")]
    [InlineData("UK,1,13,3,1234567,,みなも歯科,43102,,00\nIR,1,13,3,1234567\n", "UKE-S")]
    [InlineData("YK,1,13,4,1234567,みなも薬局,202405,00,\n", "UKE-Y")]
    [InlineData("2,1,0,MN,123456789,みなも市,13150607000000001,,,\n1,2,0,IR,1,13,1,1234567\n", "MED")]
    [InlineData("2,1,0,MN,123456789,みなも市,13450607000000001,,,\n1,2,0,YK,1,13,4,1234567\n", "PHA")]
    [InlineData("保険者番号,記号,番号,枝番,氏名,性別,生年月日\n", "ROSTER")]
    [InlineData("letter_id,from\n", "OPTOUT")]
    [InlineData("該当なし\n", "OPTOUT")]
    [InlineData("\"0\",\"Y\",\"611170513\",\"9\",\"a\",\"1\",\"b\",\"16\",\"1\",\"c\"\n", "MASTER")]
    [InlineData("日付,件数\n2024,1\n", "UNKNOWN")]
    [InlineData("\n\n", "EMPTY")]
    public void Other_names_are_recognised_by_content(string text, string kind) => Assert.Equal(kind, Recognise("01.csv", text));

    [Fact]
    public void Kinds_are_unique_and_each_layout_has_its_side()
    {
        Assert.Equal(LayoutCatalogue.All.Count, LayoutCatalogue.All.Select(l => l.Kind).Distinct().Count());
        Assert.All(LayoutCatalogue.All, l => Assert.Equal(!l.Kind.StartsWith("UKE", StringComparison.Ordinal), l.HasPrefix));
    }

    [Fact]
    public void A_layout_made_from_another_does_not_change_it()
    {
        Assert.Equal(RowRole.Unknown, MedLayout.Layout.RoleOf((byte)'B', (byte)'U'));
        Assert.Equal(RowRole.NotUsed, DpcLayout.Layout.RoleOf((byte)'B', (byte)'U'));
        Assert.Equal(RowRole.DonorBlock, UkeCLayout.Layout.RoleOf((byte)'T', (byte)'I'));
        Assert.Equal(RowRole.Unknown, MedLayout.Layout.RoleOf((byte)'1', (byte)'\xE3'));
    }
}
