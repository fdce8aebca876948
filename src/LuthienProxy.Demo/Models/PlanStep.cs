namespace LuthienProxy.Demo.Models;

/// <summary>How the model goes about one task.</summary>
/// <param name="Task">What it is asked.</param>
/// <param name="Thought">What it says first; empty for nothing.</param>
/// <param name="Tool">The tool that it calls.</param>
/// <param name="Input">The tool's arguments, as JSON.</param>
/// <param name="Reply">What it says of the result.</param>
sealed record PlanStep(string Task, string Thought, string Tool, string Input, Func<string, string> Reply);
