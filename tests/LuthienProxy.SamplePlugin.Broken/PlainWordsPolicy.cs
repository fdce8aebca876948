using LuthienProxy.Policies;

namespace LuthienProxy.SamplePlugin;

/// <summary>Bears the name and the class name of another plugin's policy, and nothing is wrong with it.</summary>
[Policy("PlainWords", Category = "Style", Description = "Another plugin's policy of the same name.", UseCase = "Two teams had one idea.", Example = "{}")]
public sealed class PlainWordsPolicy : Policy;
