using System.Runtime.InteropServices;

namespace LuthienProxy.Policies.Shell;

/// <summary>A word or an operator of a script.</summary>
/// <param name="Text">The word with quotes and escapes resolved, or the operator.</param>
/// <param name="IsOperator">Which of the two.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct ShellToken(string Text, bool IsOperator);
