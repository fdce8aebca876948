using System.Text.Json.Serialization;
using LuthienProxy.LoadTest.Soaking;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>The report's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(LoadReport))]
[JsonSerializable(typeof(SoakReport))]
sealed partial class ReportJson : JsonSerializerContext;
