using System.Runtime.InteropServices;
using System.Text.Json;

namespace LuthienProxy.Protocol.Wire;

/// <summary>What the top level of a request body says: read in one pass that decodes no content.</summary>
/// <param name="Model">The requested model; never empty.</param>
/// <param name="Stream">Whether <c>stream</c> is true (H13).</param>
/// <param name="IncludeUsage">Whether <c>stream_options.include_usage</c> is true.</param>
/// <param name="Items">
/// What the messages or input field holds: <see cref="JsonTokenType.StartArray"/>, <see cref="JsonTokenType.String"/> and so on; <see cref="JsonTokenType.None"/> when there is none.
/// Whether that is allowed is the format's to say.
/// </param>
/// <param name="ItemCount">How many messages or input items there are; 1 for a plain string.</param>
/// <param name="ToolCount">How many tools are defined at the top level.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct RequestHead(string Model, bool Stream, bool IncludeUsage, JsonTokenType Items, int ItemCount, int ToolCount)
{
    /// <summary>Reads the head and checks the whole body: UTF-8, one JSON object and nothing after it, within the limits.</summary>
    /// <param name="body">The body as it came.</param>
    /// <param name="items">The name of the field that holds the history: <c>messages</c> or <c>input</c>, UTF-8.</param>
    /// <param name="limits">What the body may hold.</param>
    /// <exception cref="RequestRejectedException">It is not such a body, lacks a model, or is over a limit.</exception>
    public static RequestHead Read(ReadOnlySpan<byte> body, ReadOnlySpan<byte> items, RequestLimits limits) =>
        new RequestScan(body, items, limits).Run();
}
