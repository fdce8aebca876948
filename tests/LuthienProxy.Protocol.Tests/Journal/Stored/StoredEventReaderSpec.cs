using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Protocol.Tests.Arbitrary;
using LuthienProxy.Protocol.Tests.Journal.Content;

namespace LuthienProxy.Protocol.Tests.Journal.Stored;

[Trait("Spec", "002-14")]
public sealed class StoredEventReaderSpec
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    static readonly string[] Types =
    [
        EventTypes.Opened, EventTypes.RequestReceived, EventTypes.RequestForwarded, EventTypes.UpstreamResponded, EventTypes.OriginalSegment,
        EventTypes.DeliveredSegment, EventTypes.PolicyDecided, EventTypes.JudgeCalled, EventTypes.Completed, EventTypes.Interrupted, "other",
    ];

    [Fact]
    public void An_object_stored_as_text_must_be_read() =>
        Read(EventTypes.UpstreamResponded, "\"{\\\"status\\\":200}\"").ShouldBe(new StoredReading.Whole(new UpstreamResponded(200, [])));

    [Fact]
    public void An_older_form_must_get_neutral_values() =>
        Read(EventTypes.Opened, """{"model":"m"}""").ShouldBe(
            new StoredReading.Whole(new Opened { Node = "", Format = "", Model = "m", Method = "", Path = "" }));

    [Fact]
    public void Fields_that_are_not_known_must_be_passed_over() =>
        Read(EventTypes.UpstreamResponded, """{"status":200,"news":[1,{"a":null}]}""").ShouldBe(new StoredReading.Whole(new UpstreamResponded(200, [])));

    [Theory]
    [InlineData(EventTypes.Opened, null, UnreadableReason.NotAnObject)]
    [InlineData(EventTypes.Opened, "null", UnreadableReason.NotAnObject)]
    [InlineData(EventTypes.Opened, "[1]", UnreadableReason.NotAnObject)]
    [InlineData(EventTypes.Opened, "7", UnreadableReason.NotAnObject)]
    [InlineData(EventTypes.Opened, "\"plain text\"", UnreadableReason.NotAnObject)]
    [InlineData(EventTypes.Opened, "\"\\\"{}\\\"\"", UnreadableReason.NotAnObject)]
    [InlineData(EventTypes.Opened, "", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, "{", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, "nothing", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, "\"{\"", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, """{"model":7}""", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, """{"model":"\ud83c"}""", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, """{"model":{"utf16":"AA"}}""", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, """{"kind":"of magic"}""", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, """{"kind":3}""", UnreadableReason.Malformed)]
    [InlineData(EventTypes.Opened, """{"v":2,"model":"m"}""", UnreadableReason.NewerVersion)]
    [InlineData("renamed", """{"model":"m"}""", UnreadableReason.UnknownType)]
    [InlineData(EventTypes.OriginalSegment, """{"bytes":{"size":3}}""", UnreadableReason.DamagedBody)]
    [InlineData(EventTypes.OriginalSegment, "{}", UnreadableReason.DamagedBody)]
    [InlineData(EventTypes.RequestReceived, """{"body":{"size":-1}}""", UnreadableReason.DamagedBody)]
    [InlineData(EventTypes.RequestReceived, """{"body":{"size":9223372036854775807}}""", UnreadableReason.DamagedBody)]
    public void What_cannot_be_understood_must_be_told_with_its_reason(string type, string? data, UnreadableReason reason)
    {
        var unreadable = Read(type, data).ShouldBeOfType<StoredReading.Unreadable>();

        unreadable.Reason.ShouldBe(reason);
        unreadable.Raw.ShouldBe(new StoredEvent(type, data ?? "null", null));
    }

    [Theory]
    [InlineData(new byte[] { 9, 1, 2, 3 })]
    [InlineData(new byte[] { 1, 1, 2, 3 })]
    [InlineData(new byte[] { 2, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 1, 2 })]
    [InlineData(new byte[] { })]
    public void Damaged_bytes_must_be_told(byte[] body) =>
        StoredEventReader.Read(EventTypes.OriginalSegment, """{"bytes":{"size":3}}""", body)
            .ShouldBeOfType<StoredReading.Unreadable>().Reason.ShouldBe(UnreadableReason.DamagedBody);

    [Theory]
    [InlineData("""{"a":1}""", JsonValueKind.Object)]
    [InlineData("null", JsonValueKind.Null)]
    [InlineData("no json", JsonValueKind.String)]
    [InlineData("", JsonValueKind.String)]
    public void What_is_shown_must_be_what_stands_there(string data, JsonValueKind kind) => StoredEventReader.Show(data).ValueKind.ShouldBe(kind);

    [Fact]
    public void Nothing_on_record_may_make_it_throw()
    {
        var texts = Gen.OneOf(Jsons.Values(), Texts.AnyUtf16(), Jsons.Values().Select(json => json.Replace("\"a\"", "\"body\"", StringComparison.Ordinal)));
        Prop.ForAll(
            (from type in Gen.Elements(Types)
             from data in texts
             from body in Bodies.Noise()
             select (type, data, body)).ToArbitrary(),
            row => StoredEventReader.Read(row.type, row.data, row.body) is not null).Check(Config);
    }

    static StoredReading Read(string type, string? data) => StoredEventReader.Read(type, data, null);
}
