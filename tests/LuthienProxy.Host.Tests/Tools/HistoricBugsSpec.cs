using System.Buffers;
using System.Text;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Tests.Tools;

/// <summary>
/// The bugs that this product was begun for, as mutants of a good stream. A gateway without the guard passes the mutant on, and the judge of the format
/// (or the client's own reading of the calls) sees it; what decodes and emits here mends it.
/// </summary>
public sealed class HistoricBugsSpec
{
    const string First = """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"I look."},"finish_reason":null}]}""";
    const string CallA = """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"read","arguments":""}}]},"finish_reason":null}]}""";
    const string ArgumentsA = """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"path\":1}"}}]},"finish_reason":null}]}""";
    const string CallB = """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"b","type":"function","function":{"name":"list","arguments":"{}"}}]},"finish_reason":null}]}""";
    const string Finish = """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""";
    const string Done = "[DONE]";

    static readonly string[] Good = [First, CallA, ArgumentsA, CallB, Finish, Done];
    static readonly string[] Tools = ["read {\"path\":1}", "list {}"];

    static readonly ConversationRequest Request = ChatFormat.Instance.DecodeRequest(Encoding.UTF8.GetBytes(Asking.Body(SimulatorApi.ChatCompletions, stream: true)), new RequestLimits());

    /// <summary>What a client would complain of in a stream.</summary>
    static IEnumerable<string> Complaints(byte[] stream) =>
        ChatGrammar.CheckStream(stream).Select(violation => violation.Statement)
            .Concat(DeliveredTools.Of(SimulatorApi.ChatCompletions, stream: true, stream).SequenceEqual(Tools) ? [] : ["I-04"]);

    public static TheoryData<string, string[]> Mutants => new()
    {
        // "Duplicate response": a finish on each tool chunk made clients see several answers.
        { "I-01", [First, Finished(CallA), Finished(ArgumentsA), Finished(CallB), Finish, Done] },
        { "I-02", [First, CallA, ArgumentsA, Finished(CallB), Done] },
        { "I-03", [CallA, ArgumentsA, CallB, Finished(First), Done] },
        { "I-07", [.. Good, Done] },
    };

    [Fact]
    [Trait("Spec", "000-02e")]
    public void The_good_stream_must_be_one() => Complaints(Sse(Good)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Mutants))]
    [Trait("Spec", "000-01d")]
    [Trait("Spec", "000-02e")]
    public void Each_mutant_must_be_seen_where_nobody_guards_and_be_mended_here(string statement, string[] events)
    {
        Complaints(Sse(events)).ShouldContain(statement);
        Complaints(Relayed(Sse(events), [])).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "000-01d")]
    [Trait("Spec", "000-02e")]
    public void An_empty_first_tool_call_must_be_seen_and_must_not_be_made_here()
    {
        Complaints(Sse([First, CallA, CallB, Finish, Done])).ShouldContain("I-04");
        DeliveredTools.Of(SimulatorApi.ChatCompletions, stream: true, Relayed(Sse(Good), [])).ShouldBe(Tools);
    }

    [Fact]
    [Trait("Spec", "000-02b")]
    [Trait("Spec", "000-02c")]
    [Trait("Spec", "I-01")]
    [Trait("Spec", "I-04")]
    public void Ten_thousand_ways_to_cut_the_bytes_must_all_give_one_stream_with_one_finish_and_whole_calls()
    {
        var random = new Random(20251121);
        var bytes = Sse(Good);
        var whole = Encoding.UTF8.GetString(Relayed(bytes, []));
        var seen = Enumerable.Range(0, 10_000)
            .Select(_ => Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(bytes.Length)).Order().ToArray())
            .Select(cuts => Encoding.UTF8.GetString(Relayed(bytes, cuts))).Distinct();
        seen.ShouldBe([whole]);
        Complaints(Encoding.UTF8.GetBytes(whole)).ShouldBeEmpty();
    }

    static string Finished(string chunk) => chunk.Replace("\"finish_reason\":null", "\"finish_reason\":\"tool_calls\"");

    static byte[] Sse(string[] events) => Encoding.UTF8.GetBytes(string.Concat(events.Select(data => $"data: {data}\n\n")));

    /// <summary>The bytes through framer, decoder and emitter, read in pieces that end at the cuts.</summary>
    static byte[] Relayed(byte[] upstream, int[] cuts)
    {
        var framer = new SseFramer();
        var decoder = ChatFormat.Instance.CreateStreamDecoder();
        var emitter = ChatFormat.Instance.CreateStreamEmitter(Request, EmitterOptions.Relaying);
        var output = new ArrayBufferWriter<byte>();
        var from = 0;
        foreach (var to in cuts.Append(upstream.Length))
        {
            framer.Append(upstream.AsMemory(from, to - from));
            Pass(framer, decoder, emitter, output);
            from = to;
        }
        framer.Complete();
        Pass(framer, decoder, emitter, output);
        emitter.Settle(output);
        return output.WrittenSpan.ToArray();
    }

    static void Pass(SseFramer framer, IStreamDecoder decoder, IResponseEmitter emitter, ArrayBufferWriter<byte> output)
    {
        var events = new List<ResponseEvent>();
        while (framer.TryRead(out var frame))
            decoder.Decode(frame, events);
        foreach (var e in events)
            emitter.Emit(e, output);
    }
}
