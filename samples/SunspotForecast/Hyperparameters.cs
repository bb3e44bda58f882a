namespace SunspotForecast;

/// <summary>Everything that decides how a training run goes. Both runs get the same ones.</summary>
/// <remarks>
/// Plain stochastic gradient descent with a learning rate that is too bold for the steepest places of the loss. Without
/// clipping, a steep gradient early on makes a step that overshoots; the gradient is larger where it lands, and within
/// a few dozen steps the weights leave the range of a float. Clipping shortens the
/// few steps that are too long.
/// </remarks>
internal sealed record Hyperparameters
{
    /// <summary>Passes over all the windows of the training years.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Decides the first weights and the order of the windows.</summary>
    public int Seed { get; init; } = 1;

    public int HiddenSize { get; init; } = 64;

    public float LearningRate { get; init; } = 0.35f;
}
