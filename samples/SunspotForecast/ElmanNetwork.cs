using System;

namespace SunspotForecast;

/// <summary>
/// An Elman network: one input, a hidden layer that also reads its own state of the year before, one linear output.
/// </summary>
/// <remarks>
/// h(t) = tanh(U x(t) + W h(t − 1) + b),  y(t) = V h(t) + c. Backpropagation through time multiplies the gradient by Wᵀ
/// once for every year that it goes back, which is why the gradients of such a network can explode.
/// </remarks>
internal sealed class ElmanNetwork
{
    private readonly int _hiddenSize;
    private readonly float[] _inputToHidden;
    private readonly float[,] _hiddenToHidden;
    private readonly float[] _hiddenBias;
    private readonly float[] _hiddenToOutput;
    private readonly float[] _outputBias = new float[1];

    // What the forward pass leaves for the backward pass: the states, the first one before any year is read, and the outputs.
    private readonly float[][] _states;
    private readonly float[] _outputs;

    // The gradients with respect to the state of a year, and to the sum before its tanh.
    private readonly float[] _stateGradient;
    private readonly float[] _sumGradient;

    public ElmanNetwork(int hiddenSize, int windowLength, Random random)
    {
        _hiddenSize = hiddenSize;
        _inputToHidden = new float[hiddenSize];
        _hiddenToHidden = new float[hiddenSize, hiddenSize];
        _hiddenBias = new float[hiddenSize];
        _hiddenToOutput = new float[hiddenSize];
        _states = new float[windowLength + 1][];
        for (int t = 0; t <= windowLength; t++)
        {
            _states[t] = new float[hiddenSize];
        }

        _outputs = new float[windowLength];
        _stateGradient = new float[hiddenSize];
        _sumGradient = new float[hiddenSize];

        // A spread of 1/√n gives the recurrent matrix a spectral radius near 1: the network neither forgets nor explodes at once.
        double spread = 1 / Math.Sqrt(hiddenSize);
        for (int i = 0; i < hiddenSize; i++)
        {
            _inputToHidden[i] = (float)(0.5 * NextGaussian(random));
            _hiddenToOutput[i] = (float)(spread * NextGaussian(random));
            for (int j = 0; j < hiddenSize; j++)
            {
                _hiddenToHidden[i, j] = (float)(spread * NextGaussian(random));
            }
        }
    }

    /// <summary>The last output after reading the inputs.</summary>
    public float Predict(ReadOnlySpan<float> inputs)
    {
        Unroll(inputs);
        return _outputs[inputs.Length - 1];
    }

    /// <summary>Reads a window and returns the loss: half the squared error, on average over its years.</summary>
    public double Forward(ForecastWindow window)
    {
        Unroll(window.Inputs);
        double loss = 0;
        for (int t = 0; t < window.Targets.Length; t++)
        {
            double error = (double)_outputs[t] - window.Targets[t];
            loss += error * error / 2;
        }

        return loss / window.Targets.Length;
    }

    /// <summary>Adds the gradients of the loss of the window that <see cref="Forward"/> has just read.</summary>
    public void Backward(ForecastWindow window, ElmanGradients gradients)
    {
        int years = window.Inputs.Length;
        Array.Clear(_stateGradient);
        for (int t = years - 1; t >= 0; t--)
        {
            float[] state = _states[t + 1];
            float outputGradient = (_outputs[t] - window.Targets[t]) / years;
            gradients.OutputBias[0] += outputGradient;
            for (int i = 0; i < _hiddenSize; i++)
            {
                gradients.HiddenToOutput[i] += outputGradient * state[i];

                // A state is felt twice: in the output of its year, and through the states of the years after it.
                float stateGradient = _stateGradient[i] + (outputGradient * _hiddenToOutput[i]);
                float sumGradient = stateGradient * (1 - (state[i] * state[i]));
                _sumGradient[i] = sumGradient;
                gradients.HiddenBias[i] += sumGradient;
                gradients.InputToHidden[i] += sumGradient * window.Inputs[t];
            }

            BackThroughRecurrence(_states[t], gradients.HiddenToHidden);
        }
    }

    /// <summary>One step of gradient descent.</summary>
    public void Update(ElmanGradients gradients, float learningRate)
    {
        Descend(_inputToHidden, gradients.InputToHidden, learningRate);
        Descend(_hiddenBias, gradients.HiddenBias, learningRate);
        Descend(_hiddenToOutput, gradients.HiddenToOutput, learningRate);
        Descend(_outputBias, gradients.OutputBias, learningRate);
        for (int i = 0; i < _hiddenSize; i++)
        {
            for (int j = 0; j < _hiddenSize; j++)
            {
                _hiddenToHidden[i, j] -= learningRate * gradients.HiddenToHidden[i, j];
            }
        }
    }

    private void Unroll(ReadOnlySpan<float> inputs)
    {
        for (int t = 0; t < inputs.Length; t++)
        {
            float[] previous = _states[t];
            float[] state = _states[t + 1];
            float output = _outputBias[0];
            for (int i = 0; i < _hiddenSize; i++)
            {
                float sum = _hiddenBias[i] + (_inputToHidden[i] * inputs[t]);
                for (int j = 0; j < _hiddenSize; j++)
                {
                    sum += _hiddenToHidden[i, j] * previous[j];
                }

                state[i] = MathF.Tanh(sum);
                output += _hiddenToOutput[i] * state[i];
            }

            _outputs[t] = output;
        }
    }

    // From the sums of a year to the state of the year before it, by way of the recurrent matrix.
    private void BackThroughRecurrence(float[] previous, float[,] recurrentGradient)
    {
        Array.Clear(_stateGradient);
        for (int i = 0; i < _hiddenSize; i++)
        {
            float sumGradient = _sumGradient[i];
            for (int j = 0; j < _hiddenSize; j++)
            {
                recurrentGradient[i, j] += sumGradient * previous[j];
                _stateGradient[j] += sumGradient * _hiddenToHidden[i, j];
            }
        }
    }

    private static void Descend(float[] parameters, float[] gradient, float learningRate)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= learningRate * gradient[i];
        }
    }

    // Box and Muller's method; 1 − u keeps the logarithm away from 0.
    private static double NextGaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
