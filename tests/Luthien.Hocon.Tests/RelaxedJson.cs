using System.Text.Encodings.Web;
using System.Text.Json;

namespace Luthien.Hocon.Tests;

static class RelaxedJson
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
