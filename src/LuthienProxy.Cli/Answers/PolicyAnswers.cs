using System.Text.Json.Serialization;

namespace LuthienProxy.Cli.Answers;

/// <summary>What <c>/admin/policy/…</c> answers, which spells its members as policies do.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PolicyInUse))]
[JsonSerializable(typeof(PolicyTypes))]
[JsonSerializable(typeof(PolicyVersion))]
[JsonSerializable(typeof(PolicyVersions))]
[JsonSerializable(typeof(PolicyInstances))]
[JsonSerializable(typeof(PolicyHistory))]
[JsonSerializable(typeof(PolicyDifference))]
sealed partial class PolicyAnswers : JsonSerializerContext;
