using System.Text.Json.Serialization;

namespace LuthienProxy.Storage.Retention;

/// <summary>How lines are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ArchiveLine))]
sealed partial class ArchiveJson : JsonSerializerContext;
