using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>JSON Lines.</summary>
sealed class JsonlWriter : ISessionWriter
{
    // Line ends within content are escaped in any case; nothing else needs to be, as no browser reads this as markup.
    static readonly ExportJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    public string Extension => ".jsonl";

    public string ContentType => "application/x-ndjson";

    public ReadOnlyMemory<byte> Begin(SessionSummary session) => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(session, Json.SessionSummary), (byte)'\n'];

    public ReadOnlyMemory<byte> Write(SessionCall call) => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(call, Json.SessionCall), (byte)'\n'];
}
