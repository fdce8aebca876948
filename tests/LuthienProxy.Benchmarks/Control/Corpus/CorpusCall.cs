using System.Text.Json;

namespace LuthienProxy.Benchmarks.Control.Corpus;

/// <summary>A tool call.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">An object; sent with the escapes that it is written with.</param>
sealed record CorpusCall(string Tool, JsonElement Arguments);
