using System.Text.Json.Serialization;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>How <see cref="StoredForms"/> are written: snake case, defaults left out. Use it as <see cref="StoredSyntax.Json"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(StoredTextConverter), typeof(StoredWord<CallKind>), typeof(StoredWord<CutReason>), typeof(StoredWord<PolicyVerdict>)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(StoredForms.Opened))]
[JsonSerializable(typeof(StoredForms.Received))]
[JsonSerializable(typeof(StoredForms.Forwarded))]
[JsonSerializable(typeof(StoredForms.Responded))]
[JsonSerializable(typeof(StoredForms.Original))]
[JsonSerializable(typeof(StoredForms.Delivered))]
[JsonSerializable(typeof(StoredForms.Decided))]
[JsonSerializable(typeof(StoredForms.Judged))]
[JsonSerializable(typeof(StoredForms.Ended))]
sealed partial class StoredJson : JsonSerializerContext;
