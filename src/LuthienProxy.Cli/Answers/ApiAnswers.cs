using System.Text.Json.Serialization;

namespace LuthienProxy.Cli.Answers;

/// <summary>What the admin API answers, as far as <c>pbm</c> shows it; docs/api.md describes the whole. What is not known here is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ActorTree))]
[JsonSerializable(typeof(CallPage))]
[JsonSerializable(typeof(CallDetail))]
[JsonSerializable(typeof(CallEnd))]
[JsonSerializable(typeof(RunningCalls))]
[JsonSerializable(typeof(RunningDetail))]
[JsonSerializable(typeof(DeadLetters))]
[JsonSerializable(typeof(Cleared))]
[JsonSerializable(typeof(ActorEnd))]
[JsonSerializable(typeof(Stats))]
[JsonSerializable(typeof(HappenedEvent))]
[JsonSerializable(typeof(JournalState))]
[JsonSerializable(typeof(NodeList))]
[JsonSerializable(typeof(DependencyList))]
[JsonSerializable(typeof(SettingList))]
[JsonSerializable(typeof(ReadyState))]
[JsonSerializable(typeof(ReplayLine))]
[JsonSerializable(typeof(LatestLog))]
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(LogLevel))]
[JsonSerializable(typeof(RecordedLine))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(ProcessInfo))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(ShutdownBegun))]
[JsonSerializable(typeof(JournalFlush))]
[JsonSerializable(typeof(ChangeList))]
sealed partial class ApiAnswers : JsonSerializerContext;
