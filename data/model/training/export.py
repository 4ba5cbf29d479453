"""Writes the model as `pipeline('feature-extraction')` of @xenova/transformers reads it."""
import json
import os

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from wordpiece import CLS, SPECIAL


def to_bytes(table):
    """Rows as int8 and one scale a row."""
    scale = (np.maximum(np.abs(table).max(1), 1e-8) / 127).astype(np.float32)
    return np.clip(np.round(table / scale[:, None]), -127, 127).astype(np.int8), scale


def graph_of(table):
    """The sum of the tokens' vectors stands at the first place ([CLS]), zeros elsewhere: pooling 'cls' and pooling 'mean'
    with normalisation then give the same vector, and the library has no tokens to add up in JavaScript. The type ids
    times zero keep that input in the graph: the library feeds all three."""
    rows, scale = to_bytes(table)
    node = helper.make_node
    nodes = [
        node('Gather', ['table', 'input_ids'], ['rows8']),
        node('Cast', ['rows8'], ['rows'], to=TensorProto.FLOAT),
        node('Gather', ['scale', 'input_ids'], ['scales']),
        node('Cast', ['attention_mask'], ['mask'], to=TensorProto.FLOAT),
        node('Mul', ['scales', 'mask'], ['weight']),
        node('Unsqueeze', ['weight', 'last'], ['weight3']),
        node('Mul', ['rows', 'weight3'], ['weighted']),
        node('ReduceSum', ['weighted', 'tokens'], ['sum'], keepdims=1),
        node('Equal', ['input_ids', 'cls'], ['is_first']),
        node('Cast', ['is_first'], ['first'], to=TensorProto.FLOAT),
        node('Cast', ['token_type_ids'], ['types'], to=TensorProto.FLOAT),
        node('Mul', ['types', 'zero'], ['nothing']),
        node('Add', ['first', 'nothing'], ['place']),
        node('Unsqueeze', ['place', 'last'], ['place3']),
        node('Mul', ['sum', 'place3'], ['last_hidden_state']),
    ]
    ints = lambda name: helper.make_tensor_value_info(name, TensorProto.INT64, ['batch', 'sequence'])
    constants = {
        'table': rows,
        'scale': scale,
        'last': np.array([2], dtype=np.int64),
        'tokens': np.array([1], dtype=np.int64),
        'cls': np.array(CLS, dtype=np.int64),
        'zero': np.array(0, dtype=np.float32),
    }
    output = helper.make_tensor_value_info(
        'last_hidden_state', TensorProto.FLOAT, ['batch', 'sequence', table.shape[1]]
    )
    return helper.make_graph(
        nodes,
        'static',
        [ints('input_ids'), ints('attention_mask'), ints('token_type_ids')],
        [output],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )


def export(table, pieces, out):
    model = helper.make_model(graph_of(table), opset_imports=[helper.make_opsetid('', 13)])
    model.ir_version = 7
    onnx.checker.check_model(model, full_check=True)
    os.makedirs(f'{out}/onnx', exist_ok=True)
    onnx.save(model, f'{out}/onnx/model_quantized.onnx')
    files = {
        'tokenizer.json': pieces.tokenizer_json(),
        'tokenizer_config.json': {
            'tokenizer_class': 'BertTokenizer',
            'do_lower_case': True,
            'model_max_length': 512,
            **{f'{name[1:-1].lower()}_token': name for name in SPECIAL},
        },
        'config.json': {
            'model_type': 'bert',
            'architectures': ['BertModel'],
            'hidden_size': table.shape[1],
            'vocab_size': table.shape[0],
        },
    }
    for name, content in files.items():
        with open(f'{out}/{name}', 'w', encoding='utf-8') as file:
            json.dump(content, file, ensure_ascii=False)
