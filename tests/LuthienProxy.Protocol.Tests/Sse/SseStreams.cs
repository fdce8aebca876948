using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Sse;

/// <summary>Event streams as odd as the rules allow: all line ends mixed, comments, BOMs, unknown fields, raw bytes, ends anywhere.</summary>
static class SseStreams
{
    static readonly string[] Pieces =
    [
        "data: {\"type\":\"ping\"}", "data:x", "data: x", "data:  x", "data", "data:", "data: ", "data:a:b", "data: é🌍", "datax: 1", "Data: 1", " data: 1", "data : 1",
        "event: message_start", "event:ping", "event", "event:", "eventual: 1", ":", ": keep-alive", ":data: x", "id: 1", "retry: 10", "unknown", "", "", "", "\ufeff", "\ufeffdata: bom",
    ];

    static readonly string[] LineEnds = ["\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r", "\n\r", ""];

    /// <summary>Any stream; shrinks by leaving lines out.</summary>
    public static Arbitrary<byte[][]> Any() => Arb.From(Line().ListOf(0, 14), Gens.Shorter);

    static Gen<byte[]> Line() => Gen.Frequency(
        (12, from piece in Gen.Elements(Pieces) from end in Gen.Elements(LineEnds) select Encoding.UTF8.GetBytes(piece + end)),
        (1, Gen.Elements<byte>(0xEF, 0xBB, 0xBF, 0xC3, 0xF0, (byte)'\r', (byte)'\n', (byte)':', (byte)' ', (byte)'d', 0).ListOf(0, 6)));
}
