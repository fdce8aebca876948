using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Protocol.Tests.Journal.Content;

namespace LuthienProxy.Protocol.Tests.Journal.Stored;

public sealed class EventCodecSpec
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void An_event_must_read_back_as_it_was() =>
        Prop.ForAll(JournalEvents.Any().ToArbitrary(), journalEvent => Read(EventCodec.Encode(journalEvent)) is StoredReading.Whole whole && whole.Event == journalEvent)
            .Check(Config);

    [Fact]
    public void Data_must_be_taken_by_any_database() =>
        Prop.ForAll(JournalEvents.Any().ToArbitrary(), journalEvent => IsPlain(EventCodec.Encode(journalEvent).Data)).Check(Config);

    [Fact]
    public void A_request_whose_body_was_split_must_read_back_when_it_is_assembled() =>
        Prop.ForAll(Bodies.Requests().ToArbitrary(), body =>
        {
            var received = new RequestReceived([], new Payload.Whole(body));
            var split = BodySplitter.Split(body);
            var read = (StoredReading.Split)Read(EventCodec.Encode(received, split));
            var whole = BodyAssembler.Assemble(read.Skeleton, read.Size, SplitParts.Of(split));
            return whole is { } bytes && read.With(bytes) == received;
        }).Check(Config);

    [Fact]
    public void A_split_body_must_be_a_marker_until_it_is_assembled()
    {
        var forwarded = new RequestForwarded("up", "http://up/v1", new Payload.Whole("{}"u8.ToArray()));

        var read = Read(EventCodec.Encode(forwarded, BodySplitter.Split("{}"u8.ToArray()))).ShouldBeOfType<StoredReading.Split>();

        read.Event.ShouldBe(forwarded with { Body = new Payload.Cut(2, [], default, CutReason.Missing) });
    }

    [Fact]
    public void The_form_on_record_must_not_change_by_itself()
    {
        var opened = new Opened { Node = "n1", Format = "openai-chat", Model = "m\0", Method = "POST", Path = "/v1/chat/completions", IsStream = true, Kind = CallKind.TokenCount };

        EventCodec.Encode(opened).Data.ShouldBe(
            """{"node":"n1","format":"openai-chat","model":{"utf16":"bQAAAA=="},"method":"POST","path":"/v1/chat/completions","is_stream":true,"kind":"token_count"}""");
        EventCodec.Encode(new Interrupted(new() { Status = 200, BytesDelivered = 7, Duration = TimeSpan.FromTicks(9) }, IsRecovered: true)).Data.ShouldBe(
            """{"status":200,"bytes_delivered":7,"duration_ticks":9,"is_recovered":true}""");
        EventCodec.Encode(new OriginalSegment(5, new Payload.Whole("abc"u8.ToArray()))).Data.ShouldBe("""{"offset":5,"bytes":{"size":3}}""");
        EventCodec.Encode(new OriginalSegment(5, new Payload.Whole("abc"u8.ToArray()))).Body!.Value.ToArray().ShouldBe("\0abc"u8.ToArray());
        EventCodec.Encode(new DeliveredSegment(0, [new DeliveredRun.Copy(1, 2)])).Data.ShouldBe("""{"runs":[{"from":1,"length":2}]}""");
    }

    [Fact]
    public void A_long_segment_must_be_packed()
    {
        var segment = new OriginalSegment(0, new Payload.Whole(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data: {\"delta\":\"word\"}\n\n", 1000)))));

        EventCodec.Encode(segment).Body!.Value.Length.ShouldBeLessThan(2000);
    }

    static StoredReading Read(StoredEvent stored) => StoredEventReader.Read(stored.Type, stored.Data, stored.Body);

    static bool IsPlain(string data) =>
        !data.Contains('\0') && !data.Contains("\\u0000", StringComparison.Ordinal) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(data)) == data;
}
