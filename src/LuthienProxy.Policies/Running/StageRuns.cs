namespace LuthienProxy.Policies.Running;

/// <summary>Makes what runs a binding.</summary>
static class StageRuns
{
    public static StageRun Of(PolicyBinding binding, PolicyContext context)
    {
        var run = binding.Policy.Begin(context);
        return binding.Mode == StageMode.Shadow ? new ShadowRun(run, context) : run;
    }
}
