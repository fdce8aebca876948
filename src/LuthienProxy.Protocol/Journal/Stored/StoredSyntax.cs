using System.Text.Encodings.Web;
using System.Text.Json;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>The JSON of records.</summary>
static class StoredSyntax
{
    /// <summary>As <see cref="StoredJson"/> says, and nothing escaped that need not be. Apart from it, because its own statics have no order.</summary>
    public static readonly StoredJson Json = new(new JsonSerializerOptions(StoredJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
